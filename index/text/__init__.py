"""Pure reading of text: spans, words, sentences, languages, and what is safe to show. Positions are code points."""
