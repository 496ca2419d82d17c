"""The parts of the page of data: what is in use, updates, own files, other communes, the services."""
