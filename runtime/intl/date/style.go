package date

// A style is how long a date or a time is written: the values of dateStyle and timeStyle.
type style uint8

const (
	styleFull style = iota
	styleLong
	styleMedium
	styleShort
	styleCount
)

func (s style) String() string { return [...]string{"full", "long", "medium", "short"}[s] }

// styleOf is the style of that name, and whether there is one.
func styleOf(name string) (style, bool) {
	for s := range styleCount {
		if s.String() == name {
			return s, true
		}
	}
	return 0, false
}
