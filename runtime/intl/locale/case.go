package locale

import (
	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// ToUpper is the text in upper case by the rules of a language: String.prototype.toLocaleUpperCase. Only az, lt and tr have rules of
// their own.
func ToUpper(tag Tag, text string) string { return cases.Upper(casing(tag)).String(text) }

// ToLower is the text in lower case by the rules of a language.
func ToLower(tag Tag, text string) string { return cases.Lower(casing(tag)).String(text) }

// casing is the language whose case rules hold. x/text has Greek rules that ECMAScript has not.
func casing(tag Tag) language.Tag {
	switch tag.Language {
	case "az", "lt", "tr":
		return language.Make(tag.Language)
	}
	return language.Und
}
