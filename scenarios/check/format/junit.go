package format

import (
	"bufio"
	"encoding/xml"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios/check/finding"
)

// junitXML is a report of tests. Only what all versions of Jenkins' schema have is used.
type junitXML struct {
	XMLName  xml.Name        `xml:"testsuites"`
	Name     string          `xml:"name,attr"`
	Tests    int             `xml:"tests,attr"`
	Failures int             `xml:"failures,attr"`
	Errors   int             `xml:"errors,attr"`
	Suites   []junitSuiteXML `xml:"testsuite"`
}

type junitSuiteXML struct {
	Name     string         `xml:"name,attr"`
	Tests    int            `xml:"tests,attr"`
	Failures int            `xml:"failures,attr"`
	Errors   int            `xml:"errors,attr"`
	Skipped  int            `xml:"skipped,attr"`
	Cases    []junitCaseXML `xml:"testcase"`
}

type junitCaseXML struct {
	Name      string           `xml:"name,attr"`
	Classname string           `xml:"classname,attr"`
	Failure   *junitFailureXML `xml:"failure"`
	Out       *junitTextXML    `xml:"system-out"`
}

type junitFailureXML struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",cdata"`
}

type junitTextXML struct {
	Text string `xml:",cdata"`
}

// junit is a suite for each file and a test for each finding: one that fails, or passes and prints a note. A file without findings is
// a test that passes.
func junit(b *bufio.Writer, v *view) error {
	plain := *v
	plain.Color = false
	out := junitXML{Name: "voxemu check"}
	for _, file := range v.files {
		suite := junitSuiteXML{Name: writable(file.name)}
		for _, f := range file.findings {
			suite.Cases = append(suite.Cases, plain.testCase(suite.Name, f))
			if f.Severity > finding.Note {
				suite.Failures++
			}
		}
		if len(file.findings) == 0 {
			suite.Cases = append(suite.Cases, junitCaseXML{Name: "nothing found", Classname: suite.Name})
		}
		suite.Tests = len(suite.Cases)
		out.Tests += suite.Tests
		out.Failures += suite.Failures
		out.Suites = append(out.Suites, suite)
	}
	return writeXML(b, out)
}

func (v *view) testCase(suite string, f *finding.Finding) junitCaseXML {
	one := junitCaseXML{Name: writable(label(f)), Classname: suite}
	if f.Pos.Line > 0 { // tells it from others of the rule
		one.Name += " (" + strings.TrimPrefix(diag.Pos{Line: f.Pos.Line, Column: f.Pos.Column}.String(), ":") + ")"
	}
	text := writable(v.paragraph(f))
	if f.Severity == finding.Note {
		one.Out = &junitTextXML{text}
	} else {
		one.Failure = &junitFailureXML{Type: f.Severity.String(), Message: writable(f.Message), Text: text}
	}
	return one
}
