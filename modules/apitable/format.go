package apitable

import (
	"iter"
	"strconv"
	"strings"
)

// The files of the table share one format. Above the first container stand comments. A container has a header, which
// begins with % (that sign stands nowhere else), and lines, which begin with a tab. Fields are set apart by tabs: first
// the kind and the name (in a header; the root has no name) or the name alone, then any of
//
//	=text  #number  a member's value          >Name   the interface of a member's event
//	(p:T   (p?:T    a parameter               :T      what a function returns
//	.T     ?T       a property; optional      ~T      a constant's type; in a header: of all constants below
//	<Name           a base                    ^Name   the target of an alias
//	@Module         the gate                  !mark   deprecated, hidden, private, legacy, open
//	;text           the reason of a correction (overlay.txt only; there it stands on each line)
//
// In overlay.txt a known name is amended by the fields given, and an unknown one is added. Its kinds of containers
// are those of the other files and two more: "modules" (strings that require takes beside the members of Modules)
// and "absent" (names seen in scripts that don't exist).

const headerMark = "%"

// record is one line.
type record struct {
	kind, name string
	value      any
	payload    string
	params     []Param
	returns    string
	prop       string
	constant   string
	extends    []string
	target     string
	gate       string
	note       string

	function, optional                        bool
	deprecated, hidden, private, legacy, open bool
}

// block is one container of a file: its header, and its lines not yet parsed.
type block struct {
	head  record
	lines string
}

// blocksOf cuts a file into its containers. The mark of headers stands nowhere else, so that one pass finds them.
func blocksOf(text string) iter.Seq[*block] {
	return func(yield func(*block) bool) {
		_, text, _ = strings.Cut(text, headerMark)
		for text != "" {
			var part string
			part, text, _ = strings.Cut(text, headerMark)
			head, lines, _ := strings.Cut(part, "\n")
			kind, rest, _ := strings.Cut(head, "\t")
			b := &block{head: parseRecord(rest), lines: strings.TrimRight(lines, "\n")}
			b.head.kind = kind
			if !yield(b) {
				return
			}
		}
	}
}

// recordsOf parses the lines of a container.
func recordsOf(lines string) iter.Seq[record] {
	return func(yield func(record) bool) {
		for line := range linesOf(lines) {
			if !yield(parseRecord(line)) {
				return
			}
		}
	}
}

// linesOf cuts the lines of a container, without their tab.
func linesOf(lines string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for lines != "" {
			var line string
			line, lines, _ = strings.Cut(lines, "\n")
			if !yield(line[1:]) {
				return
			}
		}
	}
}

// parseRecord parses the name and the fields of one line. The files are part of the program, and tests read each of
// their lines; so a field of an unknown sort is our own mistake.
func parseRecord(line string) record {
	var r record
	name, rest, more := strings.Cut(line, "\t")
	r.name = name
	for more {
		var f string
		f, rest, more = strings.Cut(rest, "\t")
		if f == "" {
			panic("apitable: empty field in " + strconv.Quote(line))
		}
		text := f[1:]
		switch f[0] {
		case '=':
			r.value = text
		case '#':
			r.value = number(text)
		case '>':
			r.payload = text
		case '(':
			r.params = append(r.params, parseParam(text))
		case ':':
			r.function, r.returns = true, text
		case '.':
			r.prop = text
		case '?':
			r.prop, r.optional = text, true
		case '~':
			r.constant = text
		case '<':
			r.extends = append(r.extends, text)
		case '^':
			r.target = text
		case '@':
			r.gate = text
		case '!':
			r.mark(text)
		case ';':
			r.note = text
		default:
			panic("apitable: unknown field " + strconv.Quote(f))
		}
	}
	return r
}

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		panic("apitable: " + err.Error())
	}
	return n
}

func parseParam(text string) Param {
	name, typ, _ := strings.Cut(text, ":")
	name, optional := strings.CutSuffix(name, "?")
	return Param{Name: name, Type: typ, Optional: optional}
}

func (r *record) mark(name string) {
	switch name {
	case "deprecated":
		r.deprecated = true
	case "hidden":
		r.hidden = true
	case "private":
		r.private = true
	case "legacy":
		r.legacy = true
	case "open":
		r.open = true
	default:
		panic("apitable: unknown mark " + strconv.Quote(name))
	}
}

// amend puts the fields that a correction gives in place of those of the declarations.
func (r *record) amend(c record) {
	if c.value != nil {
		r.value = c.value
	}
	if c.payload != "" {
		r.payload = c.payload
	}
	if c.function {
		r.function, r.params, r.returns = true, c.params, c.returns
	}
	if c.prop != "" {
		r.prop, r.optional = c.prop, c.optional
	}
	if c.gate != "" {
		r.gate = c.gate
	}
	r.note = c.note
	r.deprecated = r.deprecated || c.deprecated
	r.legacy = r.legacy || c.legacy
}

// isSpecial reports whether constants of the type are no opaque values.
func isSpecial(t string) bool { return strings.HasPrefix(t, "typeof ") || strings.HasPrefix(t, "(") }

// typed gives the record its meaning as a constant of the declared type. A function type makes it a function, and
// "typeof X" another name of X.
func (r *record) typed(t string) {
	if of, ok := strings.CutPrefix(t, "typeof "); ok {
		r.target = of
		return
	}
	r.constant = t
	if head, returns, ok := strings.Cut(t, ") => "); ok {
		r.function, r.returns, r.constant = true, returns, ""
		for p := range strings.SplitSeq(strings.TrimPrefix(head, "("), ", ") {
			name, typ, _ := strings.Cut(p, ": ")
			name, optional := strings.CutSuffix(name, "?")
			r.params = append(r.params, Param{Name: name, Type: typ, Optional: optional})
		}
	}
}
