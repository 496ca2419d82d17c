"""What every route reads from its request: the territory, the language; and how an error is answered."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from gis.errors import AtlasError, InputError, LayerMissingError, TerritoryError
from gis.words import LANGUAGES, use_language
from views.http.responses import error_answer
from views.territories import default_code, territory

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from gis.territory import Territory

    Endpoint = Callable[[Request], Response]


def open_territory(request: Request) -> Territory:
    """Return the territory that a request names, the one of the pages where it names none.

    Raises
    ------
    TerritoryError
        When the code is not one, or nothing is known of the commune.
    """
    return territory(request.query_params.get("territory") or default_code())


def speaking(endpoint: Endpoint) -> Endpoint:
    """Let an endpoint answer in the language of its request, and turn errors of the atlas into sentences.

    Starlette runs it in a thread, since it does not await: the server stays free for others.
    """

    @wraps(endpoint)
    def answer(request: Request) -> Response:
        with use_language(request.query_params.get("lang", LANGUAGES[0])):
            try:
                return endpoint(request)
            except (LayerMissingError, TerritoryError) as error:
                return error_answer(404, str(error))
            except InputError as error:
                return error_answer(400, str(error))
            except AtlasError as error:
                return error_answer(503, str(error))

    return answer
