"""Heights in pixels of charts that lay rows under each other; kept apart so that pages need not load Altair."""

MATRIX_ROW = 24
BULLET_ROW, BULLET_BAR = 90, 30
BARS_ROW, BARS_BAR = 44, 32
