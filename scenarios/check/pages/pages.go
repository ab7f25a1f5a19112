// Package pages has a page for each rule of the checker: what it finds, why that fails in the cloud, a wrong example with what the
// checker says about it, and a right one.
//
// A page is a Markdown file named after the rule's code:
//
//	# VX1202 unknown-member
//	Some paragraphs.
//	## Wrong
//	(one or more blocks of code, then a block of text with what the checker says)
//	## Right
//	(blocks of code)
//
// introduction.md comes before the pages in docs/checks.md, which a test makes of them.
//
// A block of code that stands for a file of a project has the file's name after its language; all such blocks up to the text that the
// checker says, or to the end of the section, are one project. Other blocks are a scenario each.
package pages

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed VX*.md
var files embed.FS

// Page is what there is to say about one rule.
type Page struct {
	// Code and Name are those of the rule, such as VX1202 and unknown-member.
	Code, Name string
	// Prose is what stands before the examples, as Markdown.
	Prose string
	// Wrong are the examples with findings, Right those without.
	Wrong, Right []Example
	// Text is the whole page, as Markdown.
	Text string
}

// Example is a scenario or a project, and what the checker says about it.
type Example struct {
	// Files are the files of a project by their names, or one scenario without a name.
	Files []File
	// Output are the findings, one a line; "" if there are none.
	Output string
}

// File is a block of code.
type File struct {
	// Language is "js", "ts", "json" or "yaml".
	Language string
	// Name is the path within the project, with slashes; "" for a scenario that stands for itself.
	Name string
	Text string
}

// All returns the pages, ordered by code. The error names the first page that is not in the form that the package describes.
func All() ([]Page, error) { return read(files) }

func read(files fs.FS) ([]Page, error) {
	names, err := fs.Glob(files, "VX*.md") // in order
	if err != nil {
		return nil, err
	}
	var all []Page
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		p, err := Parse(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if name != p.Code+".md" {
			return nil, fmt.Errorf("%s: the title has the code %s", name, p.Code)
		}
		all = append(all, p)
	}
	return all, nil
}

// Lookup returns the page of a rule by its code or its name; case is ignored.
func Lookup(rule string) (Page, bool) {
	all, err := All()
	if err != nil {
		return Page{}, false
	}
	return find(all, rule)
}

func find(all []Page, rule string) (Page, bool) {
	i := slices.IndexFunc(all, func(p Page) bool {
		return strings.EqualFold(p.Code, rule) || strings.EqualFold(p.Name, rule)
	})
	if i < 0 {
		return Page{}, false
	}
	return all[i], true
}
