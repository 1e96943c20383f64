"""Attributions, understood: speakers, relays, aims, acts, dates and evidence."""
