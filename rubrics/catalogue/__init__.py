"""What good looks like, as values: roles, levels, rubrics, checklists, pay; look-ups and comparison."""
