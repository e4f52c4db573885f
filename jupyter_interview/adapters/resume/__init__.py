"""Résumés: read in a process of their own, and refined by a language model where there is one."""
