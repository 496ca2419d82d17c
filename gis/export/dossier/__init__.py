"""What leaves a dossier as files: sheet, tables, layers."""
