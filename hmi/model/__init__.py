"""Plain frozen data that travels between the rooms of the house; imports nothing of ours."""
