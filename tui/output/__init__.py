"""Terminal output: frames reduced to the cells that change, and the frame kept between runs."""
