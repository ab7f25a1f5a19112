package reporters

import (
	"encoding/xml"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"voxemu/scenarios/testkit"
)

// JUnit writes the XML that services which run tests read, in the end: a testsuite for each file, a testcase for each test. A file that
// could not be loaded is a testcase with an error. Only what the common schema (junit-10.xsd of Jenkins) has is used.
type JUnit struct {
	atEnd
	w     io.Writer
	style Style
}

// NewJUnit returns a JUnit reporter.
func NewJUnit(w io.Writer, s Style) *JUnit { return &JUnit{w: w, style: s} }

var _ testkit.Reporter = (*JUnit)(nil)

type junitSuites struct {
	XMLName  xml.Name      `xml:"testsuites"`
	Name     string        `xml:"name,attr"`
	Tests    int           `xml:"tests,attr"`
	Failures int           `xml:"failures,attr"`
	Errors   int           `xml:"errors,attr"`
	Time     string        `xml:"time,attr,omitempty"`
	Suites   []*junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	File     string      `xml:"file,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Time     string      `xml:"time,attr,omitempty"`
	Cases    []junitCase `xml:"testcase"`
	wall     time.Duration
}

type junitCase struct {
	Name      string        `xml:"name,attr"`
	Classname string        `xml:"classname,attr"`
	Time      string        `xml:"time,attr,omitempty"`
	Skipped   *junitSkipped `xml:"skipped"`
	Error     *junitFailure `xml:"error"`
	Failure   *junitFailure `xml:"failure"`
	Out       *junitText    `xml:"system-out"`
}

// junitText is text that stays readable in the file.
type junitText struct {
	Text string `xml:",cdata"`
}

type junitSkipped struct {
	Message string `xml:"message,attr,omitempty"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",cdata"`
}

// End writes the report.
func (j *JUnit) End(s *testkit.Summary) error {
	all := &junitSuites{Name: "voxemu", Time: j.time(s.Wall)}
	byFile := map[string]*junitSuite{}
	for _, r := range results(s) {
		suite := byFile[r.File]
		if suite == nil {
			name := filepath.ToSlash(r.File)
			suite = &junitSuite{Name: name, File: name}
			byFile[r.File] = suite
			all.Suites = append(all.Suites, suite)
		}
		suite.add(r, j.testCase(r))
	}
	for _, suite := range all.Suites {
		suite.Time = j.time(suite.wall)
		all.Tests += suite.Tests
		all.Failures += suite.Failures
		all.Errors += suite.Errors
	}
	text, err := xml.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(j.w, "%s%s\n", xml.Header, text)
	return err
}

func (s *junitSuite) add(r *testkit.Result, c junitCase) {
	s.Tests++
	s.wall += r.Wall()
	s.Cases = append(s.Cases, c)
	switch {
	case c.Skipped != nil:
		s.Skipped++
	case c.Error != nil:
		s.Errors++
	case c.Failure != nil:
		s.Failures++
	}
}

// time is in seconds; it is left out where times are.
func (j *JUnit) time(d time.Duration) string {
	if !j.style.Times {
		return ""
	}
	return fmt.Sprintf("%.3f", d.Seconds())
}

func (j *JUnit) testCase(r *testkit.Result) junitCase {
	file := filepath.ToSlash(r.File)
	c := junitCase{Name: strings.TrimPrefix(r.ID, r.File+" › "), Classname: file, Time: j.time(r.Wall())}
	message, _ := reason(r)
	switch {
	case r.Status == testkit.Skipped:
		c.Skipped = &junitSkipped{r.Reason}
	case r.Status != testkit.Failed:
	case len(r.Broken) > 0:
		c.Error = &junitFailure{message, "LoadError", xmlText(said(j.style, r))}
	default:
		c.Failure = &junitFailure{message, "Failure", xmlText(said(j.style, r))}
	}
	out := printed(r)
	if r.Status == testkit.Flaky { // the schema has a place for what failed before, but few look there
		out += fmt.Sprintf("\nflaky: passed on attempt %d\n\n%s", len(r.Attempts), said(j.style, r))
	}
	if out = xmlText(strings.TrimPrefix(out, "\n")); out != "" {
		c.Out = &junitText{out}
	}
	return c
}

// xmlText replaces the characters that XML has no way to write.
func xmlText(text string) string {
	return strings.Map(func(r rune) rune {
		if r == 0xfffe || r == 0xffff {
			return unicode.ReplacementChar
		}
		return r
	}, visible(strings.ToValidUTF8(text, "\ufffd")))
}

// printed is what the attempts of a test printed, with the paths of the traces that were kept.
func printed(r *testkit.Result) string {
	var lines []string
	for _, a := range r.Attempts {
		if a.Outcome != nil {
			lines = append(lines, a.Output...)
		}
		if a.Trace != "" {
			lines = append(lines, "trace: "+a.Trace)
		}
	}
	return strings.Join(lines, "\n")
}
