"""The verbs: each job is one function that the command line, the scheduler and later workers call."""
