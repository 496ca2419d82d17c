"""Plants and animals: the list, records, what must stay hidden."""
