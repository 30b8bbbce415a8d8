//! English verbs and nouns in the forms that a rewrite needs.
