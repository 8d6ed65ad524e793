"""Mingdan (名单): case management for entities filed for patent pre-examination."""
