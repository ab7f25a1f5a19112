package format

import (
	"bufio"
	"encoding/xml"

	"voxemu/scenarios/check/finding"
)

// checkstyleXML is the form that Checkstyle gave its reports, as many tools write and read it. It has no schema.
type checkstyleXML struct {
	XMLName xml.Name            `xml:"checkstyle"`
	Version string              `xml:"version,attr"`
	Files   []checkstyleFileXML `xml:"file"`
}

type checkstyleFileXML struct {
	Name   string               `xml:"name,attr"`
	Errors []checkstyleErrorXML `xml:"error"`
}

// checkstyleErrorXML is a finding; line 0 stands for the file as a whole.
type checkstyleErrorXML struct {
	Line     int    `xml:"line,attr"`
	Column   int    `xml:"column,attr,omitempty"`
	Severity string `xml:"severity,attr"`
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}

// checkstyle lists all files, those without findings as well.
func checkstyle(b *bufio.Writer, v *view) error {
	out := checkstyleXML{Version: "4.3"} // of the form, which readers ask for
	for _, file := range v.files {
		one := checkstyleFileXML{Name: writable(file.name)}
		for _, f := range file.findings {
			severity := f.Severity.String()
			if f.Severity == finding.Note {
				severity = "info"
			}
			one.Errors = append(one.Errors, checkstyleErrorXML{
				Line: f.Pos.Line, Column: f.Pos.Column, Severity: severity, Message: writable(told(f)), Source: writable("voxemu." + f.Code),
			})
		}
		out.Files = append(out.Files, one)
	}
	return writeXML(b, out)
}
