package check

import (
	"cmp"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm/lower"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rules/checker"
)

// mark begins the comments that silence findings.
const mark = "voxemu-ignore"

// directive is a comment that silences findings: of its line, of the next line with code if it is alone on its line, or of the file.
type directive struct {
	words  []string // codes and names, as written
	reason string
	line   int // whose findings are silenced; 0 for the whole file
	pos    diag.Pos
	behind diag.Pos // the place behind it
	source string
	start  int // in the source, in bytes
	end    int
	alone  bool // nothing else is on its lines
}

// form is what a directive looks like without what marks a comment: rules with commas, a colon, a reason.
var form = regexp.MustCompile(`^` + mark + `(-file)?(?:\s+((?:[\w-]+\s*,\s*)*[\w-]+))?\s*(:.*|\s.*)?$`)

// directives returns the comments in a scenario that silence findings.
func directives(text string) []directive {
	if !strings.Contains(text, mark) {
		return nil
	}
	comments, code := lower.Comments(text)
	var list []directive
	for _, c := range comments {
		body := text[c.Start:c.End]
		if rest, ok := strings.CutPrefix(body, "//"); ok {
			body = rest
		} else {
			body = strings.TrimSuffix(strings.TrimPrefix(body, "/*"), "*/")
		}
		if !strings.HasPrefix(strings.TrimSpace(body), mark) {
			continue
		}
		d := directive{source: text, start: c.Start, end: c.End, pos: place(text, c.Start, c.Line), behind: place(text, c.End, c.Last), line: c.Last}
		m := form.FindStringSubmatch(strings.Join(strings.Fields(body), " "))
		if m == nil {
			continue // another word that begins alike
		}
		d.words = strings.FieldsFunc(m[2], func(r rune) bool { return r == ',' || r == ' ' })
		if reason, ok := strings.CutPrefix(m[3], ":"); ok {
			d.reason = strings.TrimSpace(reason)
		}
		d.alone = !slices.ContainsFunc(code, func(s lower.Span) bool { return s.Line <= c.Last && s.Last >= c.Line })
		switch {
		case m[1] != "":
			d.line = 0
		case d.alone:
			d.line = nextLine(code, c.End)
		}
		list = append(list, d)
	}
	return list
}

// nextLine returns the line of the first token behind an offset; -1 if there is none.
func nextLine(code []lower.Span, offset int) int {
	i, _ := slices.BinarySearchFunc(code, offset, func(s lower.Span, at int) int { return cmp.Compare(s.Start, at) })
	if i == len(code) {
		return -1
	}
	return code[i].Line
}

// place returns the place of an offset in a line; the file is filled in later.
func place(text string, offset, line int) diag.Pos {
	start := 0
	if i := strings.LastIndexAny(text[:offset], "\n\r\u2028\u2029"); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[i:])
		start = i + size
	}
	return diag.Pos{Line: line, Column: utf8.RuneCountInString(text[start:offset]) + 1}
}

// silence leaves out what comments silence, and adds what is wrong with those comments. The findings are in order.
func (c *job) silence(out *outcome, list []finding.Finding) []finding.Finding {
	byFile := map[string][]directive{}
	for file, directives := range out.files {
		byFile[file] = directives
	}
	for _, f := range list { // what a scenario was bundled from has comments too
		if _, ok := byFile[f.Pos.File]; !ok && f.Source != "" && out.bundled[f.Pos.File] != "" {
			byFile[f.Pos.File] = directives(f.Source)
		}
	}
	silencers, used := c.silencers(byFile), map[wordAt]bool{}
	kept := list[:0:0]
	for _, f := range list {
		silent := false
		for _, line := range []int{0, f.Pos.Line} {
			for _, w := range silencers[silenced{f.Pos.File, line, f.Code}] {
				silent = true
				used[w] = true
			}
		}
		if !silent {
			kept = append(kept, f)
		}
	}
	for file, directives := range out.files {
		for i, d := range directives {
			d.pos.File, d.behind.File = file, file
			kept = append(kept, c.doubts(d, out.judged[file], func(word int) bool { return used[wordAt{file, i, word}] })...)
		}
	}
	return kept
}

// silenced is what a word in a comment silences: the findings of a rule in a line, or in the whole file for line 0.
type silenced struct {
	file string
	line int
	code string
}

// wordAt is a word of a directive of a file.
type wordAt struct {
	file            string
	directive, word int
}

// silencers are the words that silence something.
func (c *job) silencers(byFile map[string][]directive) map[silenced][]wordAt {
	found := map[silenced][]wordAt{}
	for file, directives := range byFile {
		for i, d := range directives {
			for j, word := range d.words {
				if d.reason == "" || !exact(word) {
					continue
				}
				for _, code := range c.rules.means(word) {
					k := silenced{file, d.line, code}
					found[k] = append(found[k], wordAt{file, i, j})
				}
			}
		}
	}
	return found
}

// exact reports whether a word names one rule: a comment silences what is known, not what may come.
func exact(word string) bool {
	return word != allRules && word != defaultRules && (len(word) == 6 || word[0] != 'V')
}

// doubts returns what is wrong with a directive. A directive that is wrong is not unused as well, and none is in a file that rules could not
// look at.
func (c *job) doubts(d directive, judged bool, used func(word int) bool) []finding.Finding {
	p := c.policies.of(filepath.Dir(c.abs(d.pos.File)))
	var list []finding.Finding
	add := func(code, message, hint string, fix *finding.Fix) {
		f := c.rules.finding(code, d.pos, d.source, message, hint)
		f.End = d.behind
		f.Fix = fix
		if f, ok := p.level(f); ok {
			list = append(list, f)
		}
	}
	if len(d.words) == 0 {
		add(checker.BadSuppression, "the comment names no rule", "write "+mark+" CODE: reason", nil)
		return list
	}
	unused := 0
	for i, word := range d.words {
		codes := c.rules.means(word)
		if len(codes) != 1 || !exact(word) {
			hint := c.rules.unknown("", word).Hint
			if len(codes) > 1 {
				hint = "name each rule that is meant"
			}
			add(checker.BadSuppression, fmt.Sprintf("%q is not the code or the name of a rule", word), hint, nil)
			continue
		}
		if d.reason != "" && judged && p.runs[codes[0]] && !used(i) {
			unused++
			add(checker.UnusedSuppression, fmt.Sprintf("nothing here for %s to silence", word), "remove it", d.removal(len(d.words) == 1))
		}
	}
	if d.reason == "" {
		add(checker.BadSuppression, "the comment gives no reason, so it silences nothing", fmt.Sprintf("say why: // %s %s: reason", mark, strings.Join(d.words, ", ")), nil)
	}
	return list
}

// removal takes the comment out, with its line if nothing else is on it, if all of it is unused.
func (d directive) removal(all bool) *finding.Fix {
	if !all {
		return nil
	}
	start, end := d.start, d.end
	for start > 0 && (d.source[start-1] == ' ' || d.source[start-1] == '\t') {
		start--
	}
	if d.alone && (start == 0 || d.source[start-1] == '\n') {
		if rest := d.source[end:]; strings.HasPrefix(rest, "\r\n") {
			end += 2
		} else if strings.HasPrefix(rest, "\n") {
			end++
		}
	}
	return &finding.Fix{Title: "remove the comment", Edits: []finding.Edit{{Start: start, End: end}}}
}
