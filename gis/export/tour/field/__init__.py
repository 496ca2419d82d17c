"""The page that a guide has on the phone, without network."""
