package diag

// Style is a colour or weight of text on a terminal: an ANSI sequence.
type Style string

// The styles. Plain leaves text as it is.
const (
	Plain  Style = ""
	Bold   Style = "\x1b[1m"
	Dim    Style = "\x1b[2m"
	Red    Style = "\x1b[31m"
	Green  Style = "\x1b[32m"
	Yellow Style = "\x1b[33m"
	Blue   Style = "\x1b[34m"
	Violet Style = "\x1b[35m"
	Cyan   Style = "\x1b[36m"
)

// Paint returns text in the style if on, and the text itself if not.
func (s Style) Paint(on bool, text string) string {
	if !on || s == Plain || text == "" {
		return text
	}
	return string(s) + text + "\x1b[0m"
}

// Style returns the colour of a severity.
func (s Severity) Style() Style {
	switch s {
	case Warning:
		return Yellow
	case Note:
		return Blue
	}
	return Red
}
