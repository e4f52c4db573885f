"""What a résumé says about its writer's trade, by rules: skills, roles and years, and nothing that names the person."""
