"""The rooms around practice: what is known -> scenes to choose from and to read; their flows are in flows/rooms.py."""
