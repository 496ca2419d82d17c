"""Cadastral parcels: references, lists, neighbours."""
