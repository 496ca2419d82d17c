"""How each kind of file from outside gives its shapes; nothing of its name or paths is trusted."""
