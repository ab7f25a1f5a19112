package diag

import (
	"bytes"
	"encoding/json"
	"io"
)

// problemJSON is the documented shape of a problem for tools.
type problemJSON struct {
	Code     string      `json:"code,omitempty"`
	Severity string      `json:"severity"`
	Message  string      `json:"message"`
	File     string      `json:"file,omitempty"`
	Line     int         `json:"line,omitempty"`
	Column   int         `json:"column,omitempty"`
	Hint     string      `json:"hint,omitempty"`
	Stack    []frameJSON `json:"stack,omitempty"`
}

type frameJSON struct {
	Func   string `json:"func,omitempty"`
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// MarshalJSON gives code, severity, message, file, line, column, hint and stack (func, file, line, column), without what
// is unknown.
func (p *Problem) MarshalJSON() ([]byte, error) {
	j := problemJSON{
		Code: p.Code, Severity: p.Severity.String(), Message: p.Message,
		File: p.Pos.File, Line: p.Pos.Line, Column: p.Pos.Column, Hint: p.Hint,
	}
	for _, f := range p.Stack {
		j.Stack = append(j.Stack, frameJSON{f.Func, f.Pos.File, f.Pos.Line, f.Pos.Column})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(j)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

// RenderJSON writes problems for tools, one JSON object a line. It returns the error of w.
func RenderJSON(w io.Writer, problems ...*Problem) error {
	var b bytes.Buffer
	for _, p := range problems {
		line, err := p.MarshalJSON()
		if err != nil {
			return err
		}
		b.Write(append(line, '\n'))
	}
	_, err := w.Write(b.Bytes())
	return err
}
