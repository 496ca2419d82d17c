"""What a dossier is made of: overlay, surroundings, notices and land balance, one module each."""
