package schemas

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// reports are documents, and whether Jenkins' schema takes them.
var reports = []struct {
	rule, text string
	right      bool
}{
	{"nothing", `<testsuites/>`, true},
	{"one suite as the root", `<testsuite name="a" tests="0"/>`, true},
	{"all there is", `<testsuites name="n" tests="2" failures="1" errors="0" time="1">
		<testsuite name="a" tests="2" failures="1" errors="0" skipped="0"><properties><property name="p" value="v"/></properties>
		<testcase name="x" classname="c"><failure type="t" message="m">text <![CDATA[<]]></failure><system-out>o</system-out></testcase>
		<testcase name="y"><skipped/></testcase></testsuite></testsuites>`, true},
	{"another element", `<testsuites><test/></testsuites>`, false},
	{"an element at the wrong place", `<testsuites><testcase name="x"/></testsuites>`, false},
	{"another order", `<testsuite name="a" tests="1"><testcase name="x"><system-out/><failure/></testcase></testsuite>`, false},
	{"too many", `<testsuite name="a" tests="1"><testcase name="x"><skipped/><skipped/></testcase></testsuite>`, false},
	{"too few", `<testsuite name="a" tests="1"><properties/></testsuite>`, false},
	{"another attribute", `<testsuites skipped="1"/>`, false},
	{"an attribute is missing", `<testsuite name="a"/>`, false},
	{"an attribute twice", `<testsuites name="a" name="b"/>`, false},
	{"a namespace", `<testsuites xmlns="x"/>`, false},
	{"text", `<testsuites>text</testsuites>`, false},
	{"an element in text", `<testsuite name="a" tests="1"><system-out><b/></system-out></testsuite>`, false},
	{"no end", `<testsuites>`, false},
	{"two roots", `<testsuites/><testsuites/>`, false},
	{"no root", ``, false},
	{"a character that XML can't have", "<testsuites name=\"\x01\"/>", false},
	{"a number that stands for such a character", "<testsuites name=\"&#1;\"/>", false},
}

func TestJUnitTakesAndRefuses(t *testing.T) {
	for _, r := range reports {
		if err := JUnit([]byte(r.text)); (err == nil) != r.right {
			t.Errorf("%s: got %v", r.rule, err)
		}
	}
}

// Where xmllint is installed, it has to see the documents as we do.
func TestXmllintSaysTheSame(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed")
	}
	for _, r := range reports {
		path := filepath.Join(t.TempDir(), "report.xml")
		if err := os.WriteFile(path, []byte(r.text), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(xmllint, "--noout", "--nonet", "--schema", "data/junit.xsd", path).CombinedOutput()
		if (err == nil) != r.right {
			t.Errorf("%s: %v\n%s", r.rule, err, out)
		}
	}
}

func TestWhatOfASchemaIsNotUnderstoodIsRefused(t *testing.T) {
	for _, part := range []string{
		`<xs:complexType name="t"/>`,
		`<xs:element name="e" type="xs:int"/>`,
		`<xs:element name="e" default="d"/>`,
		`<xs:element name="e"><xs:complexType abstract="true"/></xs:element>`,
		`<xs:element name="e"><xs:complexType><xs:choice/></xs:complexType></xs:element>`,
		`<xs:element name="e"><xs:complexType><xs:attribute name="a" type="xs:int"/></xs:complexType></xs:element>`,
		`<xs:element name="e"><xs:complexType><xs:attribute name="a" type="xs:string" fixed="f"/></xs:complexType></xs:element>`,
		`<xs:element name="e"><xs:complexType><xs:sequence minOccurs="0"/></xs:complexType></xs:element>`,
		`<xs:element name="e"><xs:complexType><xs:sequence><xs:any/></xs:sequence></xs:complexType></xs:element>`,
		`<xs:element name="e"><xs:complexType><xs:sequence><xs:element name="f"/></xs:sequence></xs:complexType></xs:element>`,
		`<xs:element name="e"><xs:complexType><xs:sequence><xs:element ref="f" maxOccurs="2"/></xs:sequence></xs:complexType></xs:element>`,
		`<xs:element`,
	} {
		if _, err := readXSD([]byte(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">` + part + `</xs:schema>`)); err == nil {
			t.Errorf("understood: %s", part)
		}
	}
}

func TestSARIFTakesAndRefuses(t *testing.T) {
	const right = `{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "n"}}, "results": [
		{"message": {"text": "m"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.js"}, "region": {"startLine": 1}}}]}]}]}`
	if err := SARIF([]byte(right)); err != nil {
		t.Fatal(err)
	}
	for was, is := range map[string]string{
		`"2.1.0"`:          `"2.0.0"`,
		`"name": "n"`:      `"title": "n"`,
		`{"text": "m"}`:    `"m"`,
		`"startLine": 1`:   `"startLine": 0`,
		`"a.js"`:           `"%zz"`,
		`{"startLine": 1}`: `{"endLine": 1}`, // errata 01
		`}]}]}]}`:          ``,
	} {
		if text := strings.Replace(right, was, is, 1); text == right || SARIF([]byte(text)) == nil {
			t.Errorf("taken with %s for %s", is, was)
		}
	}
}
