"""Echoes on many machines, through Spark (`contrecoup[spark]`); nothing is imported until asked for."""
