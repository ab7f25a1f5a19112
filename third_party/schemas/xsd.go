package schemas

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// xsd is an XML Schema that declares elements at its top, made of references to each other in sequence, of attributes and of text. A
// schema with anything else is refused, so that nothing of it is left out in silence.
type xsd struct{ elements map[string]*declared }

// declared is what a schema says of an element.
type declared struct {
	required map[string]bool // the attributes
	content  *regexp.Regexp  // of the names of its children, each followed by a space
	text     bool            // whether text may stand in it
}

// node is an element of the schema's text.
type node struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []node     `xml:",any"`
}

// attrs returns the values of the attributes of those names; another one is an error.
func (n *node) attrs(names ...string) ([]string, error) {
	values := make([]string, len(names))
next:
	for _, a := range n.Attrs {
		for i, name := range names {
			if a.Name.Local == name {
				values[i] = a.Value
				continue next
			}
		}
		return nil, fmt.Errorf("attribute %s of %s is not understood", a.Name.Local, n.XMLName.Local)
	}
	return values, nil
}

func readXSD(text []byte) (*xsd, error) {
	var root node
	if err := xml.Unmarshal(text, &root); err != nil {
		return nil, err
	}
	s := &xsd{elements: map[string]*declared{}}
	for _, n := range root.Children {
		if n.XMLName.Local != "element" {
			return nil, fmt.Errorf("%s is not understood", n.XMLName.Local)
		}
		values, err := n.attrs("name", "type")
		if err != nil {
			return nil, err
		}
		if s.elements[values[0]], err = element(&n, values[1]); err != nil {
			return nil, fmt.Errorf("element %s: %w", values[0], err)
		}
	}
	return s, nil
}

// element reads the type of a declaration: text, or a complexType inside of it.
func element(n *node, kind string) (*declared, error) {
	d := &declared{required: map[string]bool{}, content: regexp.MustCompile(`^$`)}
	if kind == "xs:string" && len(n.Children) == 0 {
		d.text = true
		return d, nil
	}
	if kind != "" || len(n.Children) != 1 || n.Children[0].XMLName.Local != "complexType" {
		return nil, errors.New("the type is not understood")
	}
	values, err := n.Children[0].attrs("mixed")
	if err != nil {
		return nil, err
	}
	d.text = values[0] == "true"
	for _, part := range n.Children[0].Children {
		switch part.XMLName.Local {
		case "sequence":
			d.content, err = sequence(&part)
		case "attribute":
			err = d.attribute(&part)
		default:
			err = fmt.Errorf("%s is not understood", part.XMLName.Local)
		}
		if err != nil {
			return nil, err
		}
	}
	return d, nil
}

func (d *declared) attribute(n *node) error {
	values, err := n.attrs("name", "type", "use")
	if err == nil && values[1] != "xs:string" {
		err = fmt.Errorf("type %s is not understood", values[1])
	}
	if err == nil {
		d.required[values[0]] = values[2] == "required"
	}
	return err
}

// sequence returns the pattern of the children: references with bounds.
func sequence(n *node) (*regexp.Regexp, error) {
	if _, err := n.attrs(); err != nil {
		return nil, err
	}
	bounds := map[string]string{" ": "", "0 ": "?", "0 1": "?", "0 unbounded": "*", " unbounded": "+"}
	var b strings.Builder
	for _, c := range n.Children {
		values, err := c.attrs("ref", "minOccurs", "maxOccurs")
		if err != nil {
			return nil, err
		}
		mark, ok := bounds[values[1]+" "+values[2]]
		if !ok || c.XMLName.Local != "element" {
			return nil, fmt.Errorf("%s of a sequence is not understood", c.XMLName.Local)
		}
		b.WriteString("(?:" + regexp.QuoteMeta(values[0]) + " )" + mark)
	}
	return regexp.Compile("^" + b.String() + "$")
}

// open is an element of a document whose end has not come.
type open struct {
	name     string
	is       *declared
	children strings.Builder
}

func (s *xsd) validate(document []byte) error {
	d := xml.NewDecoder(bytes.NewReader(document))
	var stack []*open
	roots := 0
	for {
		token, err := d.Token()
		if err == io.EOF && roots == 1 {
			return nil
		}
		if err != nil {
			return err
		}
		line, _ := d.InputPos()
		switch token := token.(type) {
		case xml.StartElement:
			if len(stack) == 0 {
				roots++
			} else {
				stack[len(stack)-1].children.WriteString(token.Name.Local + " ")
			}
			is, err := s.start(token)
			if err != nil {
				return fmt.Errorf("line %d: %w", line, err)
			}
			stack = append(stack, &open{name: token.Name.Local, is: is})
		case xml.EndElement:
			top := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if !top.is.content.MatchString(top.children.String()) {
				return fmt.Errorf("line %d: %s has the elements %q, and the schema wants %s", line, top.name, top.children.String(), top.is.content)
			}
		case xml.CharData:
			if text := strings.TrimSpace(string(token)); text != "" && (len(stack) == 0 || !stack[len(stack)-1].is.text) {
				return fmt.Errorf("line %d: no text may be here: %q", line, text)
			}
		}
		if roots > 1 {
			return fmt.Errorf("line %d: a second root", line)
		}
	}
}

// start holds the name and the attributes of an element against the schema.
func (s *xsd) start(e xml.StartElement) (*declared, error) {
	d, ok := s.elements[e.Name.Local]
	if !ok || e.Name.Space != "" {
		return nil, fmt.Errorf("there is no element %s", e.Name.Local)
	}
	has := map[string]bool{}
	for _, a := range e.Attr {
		if _, ok := d.required[a.Name.Local]; !ok || a.Name.Space != "" || has[a.Name.Local] {
			return nil, fmt.Errorf("%s may not have the attribute %s, or not twice", e.Name.Local, a.Name.Local)
		}
		has[a.Name.Local] = true
	}
	for name, must := range d.required {
		if must && !has[name] {
			return nil, fmt.Errorf("%s lacks the attribute %s", e.Name.Local, name)
		}
	}
	return d, nil
}
