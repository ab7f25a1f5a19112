package reporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
)

// TAP writes the Test Anything Protocol, version 14, in the end: test points in the order of the tests, with YAML diagnostics.
type TAP struct {
	atEnd
	w     io.Writer
	style Style
}

// NewTAP returns a TAP reporter.
func NewTAP(w io.Writer, s Style) *TAP { return &TAP{w: w, style: s} }

var _ testkit.Reporter = (*TAP)(nil)

// End writes the report.
func (t *TAP) End(s *testkit.Summary) error {
	var b bytes.Buffer
	list := results(s)
	fmt.Fprintf(&b, "TAP version 14\n1..%d\n", len(list)+s.Left)
	for i, r := range list {
		t.point(&b, i+1, r)
	}
	if s.Left > 0 {
		fmt.Fprintf(&b, "Bail out! %s not run: the run was cut short\n", diag.Count(s.Left, "test"))
	}
	_, err := t.w.Write(b.Bytes())
	return err
}

// escape keeps a description from being read as a directive.
var escape = strings.NewReplacer(`\`, `\\`, "#", `\#`)

func (t *TAP) point(b *bytes.Buffer, n int, r *testkit.Result) {
	ok := "ok"
	if r.Status == testkit.Failed {
		ok = "not ok"
	}
	fmt.Fprintf(b, "%s %d - %s", ok, n, escape.Replace(diag.Visible(r.ID)))
	if r.Status == testkit.Skipped {
		b.WriteString(strings.TrimRight(" # SKIP "+diag.Visible(r.Reason), " "))
	}
	b.WriteByte('\n')
	y := &yaml{}
	if r.Status == testkit.Failed || r.Status == testkit.Flaky {
		t.why(y, r)
	}
	if t.style.Times && len(r.Attempts) > 0 {
		y.raw("duration_ms", strconv.FormatFloat(float64(r.Wall().Microseconds())/1000, 'f', -1, 64))
	}
	y.text("output", printed(r))
	if y.Len() > 0 {
		fmt.Fprintf(b, "  ---\n%s  ...\n", y)
	}
}

// why adds what went wrong.
func (t *TAP) why(y *yaml, r *testkit.Result) {
	message, at := reason(r)
	y.text("message", message)
	if r.Status == testkit.Failed {
		y.raw("severity", "fail")
	} else {
		y.raw("flaky", "true")
	}
	if at.Line > 0 {
		y.raw("at", "")
		y.raw("  file", quoted(at.File))
		y.raw("  line", strconv.Itoa(at.Line))
		y.raw("  column", strconv.Itoa(at.Column))
	}
	if len(r.Attempts) > 1 {
		y.raw("attempts", strconv.Itoa(len(r.Attempts)))
	}
	y.text("details", said(t.style, r))
}

// yaml is the inside of a block of diagnostics. Of the ways to write a text the two are used that every reader understands: quoted as
// in JSON, and for several lines as they stand, with their indentation said.
type yaml struct{ bytes.Buffer }

// raw adds a value as it is written; an empty one opens a map.
func (y *yaml) raw(key, value string) {
	y.WriteString(strings.TrimRight("  "+key+": "+value, " ") + "\n")
}

// text adds a text, unless it is empty.
func (y *yaml) text(key, text string) {
	switch {
	case text == "":
	case !strings.Contains(text, "\n"):
		y.raw(key, quoted(text))
	default:
		y.raw(key, "|2-")
		for line := range strings.SplitSeq(visible(strings.TrimRight(text, "\n")), "\n") {
			y.WriteString(strings.TrimRight("    "+line, " ") + "\n")
		}
	}
}

func quoted(text string) string {
	b, _ := json.Marshal(text) // of a text never fails
	return string(b)
}
