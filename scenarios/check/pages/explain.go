package pages

import (
	"fmt"
	"io"
	"strings"

	"voxemu/runtime/diag"
)

// widest is how wide prose gets at most: longer lines are hard to read.
const widest = 100

// Explain writes the page of a rule, named by its code or its name, for a person to read: prose wrapped to o.Width columns, and to
// 100 at most or if it is 0, code as it is. The error is a [*diag.Problem] if there is no such rule, or that of w.
func Explain(w io.Writer, rule string, o diag.Options) error {
	all, err := All()
	if err != nil {
		return err
	}
	page, ok := find(all, rule)
	if !ok {
		return unknown(rule, all)
	}
	return page.explain(w, o)
}

func (p *Page) explain(w io.Writer, o diag.Options) error {
	list, err := elements(p.Text)
	if err != nil {
		return err
	}
	if o.Width <= 0 || o.Width > widest {
		o.Width = widest
	}
	var b strings.Builder
	for i, e := range list {
		// Items of one list stand together; all else has an empty line before it.
		if i > 0 && (e.kind != item || list[i-1].kind != item) {
			b.WriteByte('\n')
		}
		b.WriteString(render(e, o))
	}
	_, err = io.WriteString(w, b.String())
	return err
}

func unknown(rule string, all []Page) error {
	var known []string
	for _, page := range all {
		known = append(known, page.Code, page.Name)
	}
	hint := "voxemu check --list-rules shows them all"
	if near := diag.Suggest(rule, known); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	}
	return &diag.Problem{Code: diag.CodeUsage, Message: fmt.Sprintf("there is no rule %q", rule), Hint: hint, Exit: diag.ExitUsage}
}

// margin stands before code.
const margin = "    "

// render returns one element with its line end.
func render(e element, o diag.Options) string {
	switch e.kind {
	case heading:
		return diag.Bold.Paint(o.Color, diag.Visible(e.text)) + "\n"
	case item:
		return wrap(e.text, "- ", "  ", o)
	case code:
		return block(e, o)
	default:
		return wrap(e.text, "", "", o)
	}
}

// block shows code, below the name of its file if it has one. What the checker says is told apart by its colour.
func block(e element, o diag.Options) string {
	var b strings.Builder
	language, name, _ := strings.Cut(e.info, " ")
	if name != "" {
		b.WriteString(diag.Cyan.Paint(o.Color, name+":") + "\n")
	}
	style := diag.Plain
	if language == output {
		style = diag.Yellow
	}
	for line := range strings.SplitSeq(e.text, "\n") {
		if line != "" {
			line = margin + style.Paint(o.Color, line)
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// wrap breaks a text at spaces into lines of at most o.Width columns. The first line begins with first, the others with next.
func wrap(text, first, next string, o diag.Options) string {
	var b strings.Builder
	b.WriteString(first)
	column := diag.Cells(first)
	for i, word := range words(text) {
		width := diag.Cells(word)
		if o.Color {
			width = diag.Cells(strings.NewReplacer("`", "", bold, "").Replace(word)) // the colour says the same
		}
		switch {
		case i == 0:
		case column+1+width > o.Width:
			b.WriteString("\n" + next)
			column = diag.Cells(next)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(paint(word, o.Color))
		column += width
	}
	b.WriteByte('\n')
	return b.String()
}

// words splits a text at spaces, but not inside code and bold words.
func words(text string) []string {
	var list []string
	inCode, inBold, start := false, false, 0
	for i, r := range text + " " {
		switch {
		case r == '`':
			inCode = !inCode
		case !inCode && strings.HasPrefix(text[min(i, len(text)):], bold):
			inBold = !inBold
		}
		if r != ' ' || (inCode || inBold) && i < len(text) {
			continue
		}
		if start < i {
			list = append(list, text[start:i])
		}
		start = i + 1
	}
	return list
}

// paint colours what stands between the marks of code, or of bold words. Without colours the marks stay.
func paint(word string, color bool) string {
	if !color {
		return word
	}
	mark, style := "`", diag.Cyan
	if strings.Contains(word, bold) && !strings.Contains(word, mark) {
		mark, style = bold, diag.Bold
	}
	var b strings.Builder
	for i, part := range strings.Split(word, mark) {
		if i%2 == 0 {
			b.WriteString(part)
		} else {
			b.WriteString(style.Paint(true, part))
		}
	}
	return b.String()
}

// bold is the mark before and after bold words.
const bold = "**"
