"""Groups of species in both languages, the same for published species and for records."""

from __future__ import annotations

SPECIES_GROUPS = {
    "plant": ("plante", "plant"),
    "fruit": ("arbre ou plante à fruits", "fruit tree or plant"),
    "butterfly": ("papillon", "butterfly"),
    "dragonfly": ("libellule", "dragonfly"),
    "orthoptera": ("criquet ou sauterelle", "grasshopper or cricket"),
    "amphibian": ("amphibien", "amphibian"),
    "reptile": ("reptile", "reptile"),
    "bird": ("oiseau", "bird"),
    "mammal": ("mammifère", "mammal"),
    "grazer": ("animal d’élevage qui entretient", "farm animal that tends the land"),
    "insect": ("insecte", "insect"),
    "fungus": ("champignon", "fungus"),
    "other": ("autre", "other"),
}
