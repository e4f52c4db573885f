"""`python -m jupyter_interview.cli`."""

import sys

from jupyter_interview.cli import main

sys.exit(main())
