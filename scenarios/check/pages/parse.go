package pages

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// kind tells the elements of Markdown apart that pages are made of.
type kind uint8

const (
	paragraph kind = iota
	item           // of a list
	heading
	code
)

// element is one piece of a page.
type element struct {
	kind kind
	// level is that of a heading.
	level int
	// info is what stands behind the opening fence of code.
	info string
	// text has the lines of code, without the last line end; other elements are one line.
	text string
}

// fence opens and closes blocks of code.
const fence = "```"

// elements splits a text into its pieces. Text that goes on over several lines is joined by spaces.
func elements(text string) ([]element, error) {
	var list []element
	open := false // the last element may go on in the next line
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		bare := strings.TrimSpace(line)
		level := len(line) - len(strings.TrimLeft(line, "#"))
		switch {
		case strings.HasPrefix(line, fence):
			n := slices.Index(lines[i+1:], fence)
			if n < 0 {
				return nil, fmt.Errorf("line %d: the block of code has no end", i+1)
			}
			list = append(list, element{kind: code, info: strings.TrimPrefix(line, fence), text: strings.Join(lines[i+1:i+1+n], "\n")})
			i, open = i+1+n, false
		case level > 0 && strings.HasPrefix(line[level:], " "):
			list = append(list, element{kind: heading, level: level, text: strings.TrimSpace(line[level:])})
			open = false
		case bare == "":
			open = false
		case strings.HasPrefix(bare, "- "):
			list = append(list, element{kind: item, text: strings.TrimSpace(bare[2:])})
			open = true
		case open:
			list[len(list)-1].text += " " + bare
		default:
			list = append(list, element{kind: paragraph, text: bare})
			open = true
		}
	}
	return list, nil
}

// Parse reads a page.
func Parse(text string) (Page, error) {
	p := Page{Text: text}
	list, err := elements(text)
	if err != nil {
		return p, err
	}
	if len(list) == 0 || list[0].kind != heading || list[0].level != 1 {
		return p, errors.New("the page has no title: # CODE name")
	}
	var rest string
	if p.Code, rest, _ = strings.Cut(list[0].text, " "); rest == "" || strings.Contains(rest, " ") {
		return p, fmt.Errorf("the title %q is not a code and a name", list[0].text)
	}
	p.Name = rest
	_, prose, _ := strings.Cut(text, "\n")
	prose, _, _ = strings.Cut(prose, "\n## ")
	if p.Prose = strings.TrimSpace(prose); p.Prose == "" {
		return p, errors.New("the page says nothing before its examples")
	}
	if p.Wrong, err = examples(section(list, "Wrong"), true); err != nil {
		return p, fmt.Errorf("wrong examples: %w", err)
	}
	if p.Right, err = examples(section(list, "Right"), false); err != nil {
		return p, fmt.Errorf("right examples: %w", err)
	}
	return p, nil
}

// section returns what stands below a heading.
func section(list []element, title string) []element {
	i := slices.IndexFunc(list, func(e element) bool { return e.kind == heading && e.level == 2 && e.text == title })
	if i < 0 {
		return nil
	}
	list = list[i+1:]
	if n := slices.IndexFunc(list, func(e element) bool { return e.kind == heading && e.level <= 2 }); n >= 0 {
		list = list[:n]
	}
	return list
}

// output is the language of a block that has findings.
const output = "text"

// examples gathers blocks of code: those with names as files of one project, others as a scenario each. If they are wrong, a
// block of findings has to follow each example.
func examples(list []element, wrong bool) ([]Example, error) {
	var all []Example
	var last *Example // one that may still get files or findings
	for _, e := range list {
		if e.kind != code {
			continue
		}
		language, name, _ := strings.Cut(e.info, " ")
		switch {
		case language == output && (!wrong || last == nil):
			return nil, errors.New("a block of findings has no wrong example before it")
		case language == output:
			last.Output, last = e.text, nil
		case language == "":
			return nil, errors.New("a block of code names no language")
		case last != nil && name != "" && last.Files[0].Name != "":
			last.Files = append(last.Files, File{language, name, e.text + "\n"})
		case last != nil && wrong:
			return nil, errors.New("an example has no findings below it")
		default:
			all = append(all, Example{Files: []File{{language, name, e.text + "\n"}}})
			last = &all[len(all)-1]
		}
	}
	if len(all) == 0 {
		return nil, errors.New("there are none")
	}
	if wrong && last != nil {
		return nil, errors.New("an example has no findings below it")
	}
	return all, nil
}
