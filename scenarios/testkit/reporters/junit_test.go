package reporters_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/kit"
	"voxemu/scenarios/testkit/reporters"
)

// element is what the common JUnit schema, junit-10.xsd of Jenkins, says of an element: its attributes, those that it must have with
// an exclamation mark; what may stand in it; and whether text may.
type element struct {
	attributes string
	children   string
	text       bool
}

var junitSchema = map[string]element{
	"testsuites": {"name time tests failures errors", "testsuite", false},
	"testsuite":  {"name! tests! failures! errors! group time skipped timestamp hostname id package file log url", "testsuite properties testcase system-out system-err", false},
	"testcase":   {"name! time classname group", "skipped error failure rerunFailure rerunError flakyFailure flakyError system-out system-err", false},
	"failure":    {"type message", "", true},
	"error":      {"type message", "", true},
	"skipped":    {"type message", "", true},
	"system-out": {"", "", true},
	"system-err": {"", "", true},
}

// schemaTime is the form of times in that schema.
var schemaTime = regexp.MustCompile(`^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$`)

// checkJUnit returns what the schema has against a document, and the counts of the elements.
func checkJUnit(text string) (wrong []string, seen map[string]int) {
	seen = map[string]int{}
	d := xml.NewDecoder(strings.NewReader(text))
	var open []string
	for {
		token, err := d.Token()
		if err == io.EOF {
			return wrong, seen
		}
		if err != nil {
			return append(wrong, err.Error()), seen
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			seen[name]++
			if len(open) == 0 && name != "testsuites" {
				wrong = append(wrong, "the root is "+name)
			}
			if len(open) > 0 && !slices.Contains(strings.Fields(junitSchema[open[len(open)-1]].children), name) {
				wrong = append(wrong, name+" in "+open[len(open)-1])
			}
			wrong = append(wrong, checkAttributes(token)...)
			open = append(open, name)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 && !junitSchema[open[len(open)-1]].text && strings.TrimSpace(string(token)) != "" {
				wrong = append(wrong, "text in "+open[len(open)-1])
			}
		}
	}
}

func checkAttributes(e xml.StartElement) (wrong []string) {
	schema, ok := junitSchema[e.Name.Local]
	if !ok {
		return []string{"no element " + e.Name.Local}
	}
	has := map[string]bool{}
	for _, a := range e.Attr {
		name := a.Name.Local
		has[name] = true
		if !slices.Contains(strings.Fields(strings.ReplaceAll(schema.attributes, "!", "")), name) {
			wrong = append(wrong, fmt.Sprintf("%s of %s", name, e.Name.Local))
		}
		if name == "time" && !schemaTime.MatchString(a.Value) {
			wrong = append(wrong, "time "+a.Value)
		}
		if _, err := strconv.Atoi(a.Value); err != nil && slices.Contains([]string{"tests", "failures", "errors", "skipped"}, name) {
			wrong = append(wrong, name+" "+a.Value)
		}
	}
	for _, name := range strings.Fields(schema.attributes) {
		if required, ok := strings.CutSuffix(name, "!"); ok && !has[required] {
			wrong = append(wrong, e.Name.Local+" lacks "+required)
		}
	}
	return wrong
}

func TestJUnitIsValid(t *testing.T) {
	nasty := result(0, testkit.Failed, "\x00\x07 ]]> \ufffe \xff <>&\"'\n\t")
	nasty.Attempts[0].Failures = []kit.Failure{{Message: "\x1b[31m ]]> \uffff \xff\nsecond"}}
	nasty.Attempts[0].Output = []string{"]]>\x00\ufffe\xff"}
	for _, c := range []struct {
		name  string
		s     *testkit.Summary
		times bool
		cases int
	}{
		{"one of everything", suite(), true, 6},
		{"without times", suite(), false, 6},
		{"characters that XML can't have", &testkit.Summary{Results: []*testkit.Result{nasty}}, true, 1},
		{"no tests", &testkit.Summary{}, true, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			wrong, seen := checkJUnit(report(t, "junit", reporters.Style{Times: c.times}, c.s))
			if len(wrong) > 0 {
				t.Error(wrong)
			}
			if seen["testcase"] != c.cases {
				t.Errorf("%d testcases, want %d", seen["testcase"], c.cases)
			}
		})
	}
}

func TestCheckOfJUnitFindsMistakes(t *testing.T) {
	for _, text := range []string{
		`<testsuite name="a" tests="1" failures="0" errors="0"/>`,
		`<testsuites><testcase name="x"/></testsuites>`,
		`<testsuites><testsuite tests="1" failures="0" errors="0"/></testsuites>`,
		`<testsuites tests="many"/>`,
		`<testsuites skipped="1"/>`,
		`<testsuites time="1s"/>`,
		`<testsuites>text</testsuites>`,
		`<testsuites>`,
	} {
		if wrong, _ := checkJUnit(text); len(wrong) == 0 {
			t.Errorf("nothing is wrong with %s", text)
		}
	}
}

func TestCountsOfJUnitAddUp(t *testing.T) {
	var d struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
		Suites   []struct {
			Tests   int        `xml:"tests,attr"`
			Skipped int        `xml:"skipped,attr"`
			Cases   []struct{} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal([]byte(report(t, "junit", reporters.Style{}, suite())), &d); err != nil {
		t.Fatal(err)
	}
	if d.Tests != 6 || d.Failures != 2 || d.Errors != 1 || len(d.Suites) != 2 || d.Suites[0].Tests != 5 || len(d.Suites[0].Cases) != 5 || d.Suites[0].Skipped != 1 {
		t.Errorf("got %+v", d)
	}
}
