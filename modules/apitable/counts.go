package apitable

// Count tells how much of each there is in the declarations.
type Count struct {
	Modules, Namespaces, Enums, Members, Classes, Methods, Functions, Constants, Interfaces, Types int
}

// Counts counts the declared API, before the corrections. Constructors are methods; functions and aliases that are
// declared as constants are constants.
func Counts() Count {
	var c Count
	for b := range blocksOf(apiText) {
		c.addBlock(b)
	}
	for b := range blocksOf(shapesText) {
		if b.head.kind == "type" {
			c.Types++
		} else {
			c.Interfaces++
		}
	}
	return c
}

func (c *Count) addBlock(b *block) {
	functions, others := 0, 0
	for r := range recordsOf(b.lines) {
		if r.function {
			functions++
		} else {
			others++
		}
	}
	switch b.head.kind {
	case "enum":
		c.Enums++
		c.Members += others
		if b.head.name == "Modules" {
			c.Modules = others
		}
	case "class":
		c.Classes++
		c.Methods += functions
	default:
		if b.head.name != "" {
			c.Namespaces++
		}
		c.Functions += functions
		c.Constants += others
	}
}
