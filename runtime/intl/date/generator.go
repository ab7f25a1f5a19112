package date

import (
	"slices"
	"strconv"
	"strings"

	"voxemu/third_party/cldr"
)

// A generator finds the pattern of a locale for the fields that are asked for, in the way of ICU's DateTimePatternGenerator:
// among the patterns that CLDR lists, the nearest is taken, and its fields are widened or narrowed. What no pattern has is appended.
type generator struct {
	lists   [52][]*candidate // by the first letter of the skeleton, capitals first; the order decides between equals
	appends [fieldCount]string
	names   [fieldCount]string
	glue    [styleCount]string
}

// A candidate is a pattern with its skeleton. Those that CLDR lists under a skeleton keep widths that were asked for as they are
// in that skeleton; those of the styles have no such skeleton.
type candidate struct {
	skeleton skeleton
	pattern  []token
	listed   bool
}

// appendKeys are CLDR's names of fields in appendItems and in the names of fields.
var appendKeys = [fieldCount]struct{ item, name string }{
	fieldEra: {"Era", "era"}, fieldYear: {"Year", "year"}, fieldQuarter: {"Quarter", ""}, fieldMonth: {"Month", "month"},
	fieldWeek: {"Week", ""}, fieldWeekday: {"Day-Of-Week", "weekday"}, fieldDay: {"Day", "day"}, fieldHour: {"Hour", "hour"},
	fieldDayPeriod: {"", "dayperiod"},
	fieldMinute:    {"Minute", "minute"}, fieldSecond: {"Second", "second"}, fieldZone: {"Timezone", "zone"},
}

// newGenerator reads the patterns of a locale.
func newGenerator(table cldr.Table) *generator {
	g := &generator{}
	for _, letter := range "GyQMwWEDFdaHmsSv" {
		g.add(string(letter), skeletonOf([]token{{letter: byte(letter), width: 1}}), false)
	}
	for style := range styleCount {
		for _, kind := range []string{"date.", "time."} {
			pattern := table.Get(kind + style.String())
			g.add(pattern, skeletonOf(parsePattern(pattern)), false)
		}
		g.glue[style] = table.Get("at." + style.String())
	}
	early, rooted := strings.Fields(table.Get("early")), strings.Fields(table.Get("rooted"))
	for _, key := range early {
		g.add(table.Get("skeleton."+key), skeletonOf(parsePattern(key)), true)
	}
	for _, entry := range table.Under("skeleton") {
		if s := skeletonOf(parsePattern(entry.Key)); !slices.Contains(rooted, entry.Key) || !g.hasFields(&s) {
			g.add(entry.Value, s, true)
		}
	}
	for f, key := range appendKeys {
		g.appends[f] = "{0} ├{2}: {1}┤"
		if key.item != "" {
			g.appends[f] = table.Get("append." + key.item)
		}
		if g.names[f] = "F" + strconv.Itoa(f); key.name != "" {
			g.names[f] = table.Get("field." + key.name)
		}
	}
	return g
}

// list is the candidates whose skeletons begin with a letter.
func (g *generator) list(letter byte) *[]*candidate {
	if letter >= 'a' {
		return &g.lists[26+letter-'a']
	}
	return &g.lists[letter-'A']
}

// hasFields tells whether a pattern has the fields of a skeleton, in the same forms.
func (g *generator) hasFields(s *skeleton) bool {
	return slices.ContainsFunc(*g.list(s.first()), func(c *candidate) bool { return c.skeleton.sameBase(s) })
}

// add puts a pattern in the list. Listed patterns replace those of styles with the same fields; otherwise the first one stays.
func (g *generator) add(pattern string, s skeleton, listed bool) {
	list := g.list(s.first())
	for _, c := range *list {
		if !listed && !c.listed && c.skeleton.sameBase(&s) {
			return
		}
	}
	for _, c := range *list {
		if c.skeleton.letter == s.letter && c.skeleton.width == s.width {
			if !listed || c.listed {
				return
			}
			break
		}
	}
	for _, c := range *list {
		if c.skeleton.sameBase(&s) && c.skeleton.kind == s.kind {
			c.pattern, c.listed = parsePattern(pattern), listed
			return
		}
	}
	*list = append(*list, &candidate{s, parsePattern(pattern), listed})
}

// nearest is the candidate at the least distance, counting the fields of include only.
func (g *generator) nearest(want *skeleton, include int) (best *candidate, missing, extra int) {
	bestDistance, bestMissing := 1<<30, -1
	for _, list := range g.lists {
		for _, c := range list {
			distance, lacks, has := want.distance(&c.skeleton, include)
			if distance < bestDistance || distance == bestDistance && bestMissing < lacks {
				best, bestDistance, bestMissing = c, distance, lacks
				missing, extra = lacks, has
				if distance == 0 {
					return best, missing, extra
				}
			}
		}
	}
	return best, missing, extra
}

// A taste is what a pattern depends on besides the fields.
type taste struct {
	decimal string // the locale's sign before a fraction
	hour    byte   // the letter of the hours that the locale prefers
	exact   int    // a mask of those of hour, minute and second that have as many digits as are asked for; others are the locale's
}

// best is the pattern for a skeleton.
func (g *generator) best(fields []token, like taste) []token {
	want := skeletonOf(fields)
	r := request{g, &want, like}
	c, missing, extra := g.nearest(&want, -1)
	if missing == 0 && extra == 0 {
		return r.adjust(c.pattern, c, false)
	}
	mask := want.mask()
	datePart, timePart := r.appending(mask&dateFields), r.appending(mask&timeFields)
	switch {
	case len(datePart) == 0:
		return timePart
	case len(timePart) == 0:
		return datePart
	}
	style := styleShort
	switch want.form[fieldMonth].minWidth {
	case 4:
		style = styleLong
		if want.kind[fieldWeekday] != 0 {
			style = styleFull
		}
	case 3:
		style = styleMedium
	}
	return fill(g.glue[style], timePart, datePart)
}

// A request is a skeleton that a pattern is looked for.
type request struct {
	*generator
	want *skeleton
	taste
}

const secondFields = 1<<fieldSecond | 1<<fieldFraction

// appending makes a pattern for the fields of a mask from as many patterns as it takes.
func (r request) appending(mask int) []token {
	if mask == 0 {
		return nil
	}
	c, missing, _ := r.nearest(r.want, mask)
	out := r.adjust(c.pattern, c, false)
	for last := 0; missing != 0 && missing != last; {
		if missing&secondFields == 1<<fieldFraction && mask&secondFields == secondFields {
			out = r.adjust(out, c, true)
			missing &^= 1 << fieldFraction
			continue
		}
		before := missing
		c, missing, _ = r.nearest(r.want, before)
		more := r.adjust(c.pattern, c, false)
		if found := before &^ missing; found != 0 {
			top := field(0)
			for f := range fieldCount {
				if found&(1<<f) != 0 {
					top = f
				}
			}
			out = fill(r.appends[top], out, more, []token{{text: r.names[top]}})
		}
		last = missing // ICU appends once only
	}
	return out
}

// adjust gives the fields of a pattern the widths that are wanted. fraction appends the fraction of a second to the seconds.
func (r request) adjust(pattern []token, c *candidate, fraction bool) []token {
	out := make([]token, 0, len(pattern)+2)
	for _, t := range pattern {
		f, ok := formOf(t.letter, t.width)
		switch {
		case t.letter == 0 || !ok:
			out = join(out, []token{t})
		case fraction && f.field == fieldSecond:
			out = join(out, []token{t, {text: r.decimal}, {letter: 'S', width: int(r.want.width[fieldFraction])}})
		case r.want.kind[f.field] == 0:
			out = join(out, []token{t})
		default:
			out = join(out, []token{{letter: r.letter(t.letter, f.field), width: r.width(t, f, c)}})
		}
	}
	return out
}

// width is how often the letter of a field of a pattern is repeated in the end.
func (r request) width(t token, f form, c *candidate) int {
	wanted := int(r.want.width[f.field])
	letter := r.want.letter[f.field]
	if letter == 'E' && wanted < 3 {
		wanted = 3
	}
	switch f.field {
	case fieldHour, fieldMinute, fieldSecond:
		if r.exact&(1<<f.field) == 0 {
			return t.width
		}
	}
	if !c.listed || letter == 'c' || letter == 'e' {
		return wanted
	}
	if int(c.skeleton.width[f.field]) == wanted || (f.kind > 0) != (c.skeleton.kind[f.field] > 0) {
		return t.width
	}
	return wanted
}

// letter is the letter that a field of a pattern has in the end: that of the pattern where it tells the grammatical form or the
// hours of the locale, otherwise the one that was asked for.
func (r request) letter(have byte, f field) byte {
	want := r.want.letter[f]
	switch f {
	case fieldMonth, fieldWeekday:
		return have
	case fieldYear:
		if want != 'Y' {
			return have
		}
	case fieldHour:
		if want == r.hour || otherHour(want) == r.hour {
			return r.hour
		}
		return have
	}
	return want
}

// otherHour is the other letter for the same half or whole of a day.
func otherHour(letter byte) byte {
	switch letter {
	case 'h':
		return 'K'
	case 'K':
		return 'h'
	case 'H':
		return 'k'
	}
	return 'H'
}
