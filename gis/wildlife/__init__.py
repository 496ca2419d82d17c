"""What plants and animals are told of: sensitive ones, records by cell, when they are seen."""
