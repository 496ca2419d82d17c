"""What a parcel or a shape carries, and what constrains it."""
