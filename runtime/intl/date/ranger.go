package date

import (
	"strings"
)

// A ranger makes the patterns of ranges for one formatter, in the way of ICU's DateIntervalFormat: CLDR lists patterns by the largest
// unit that differs, for dates and for times; ranges of dates with times are put together.
type ranger struct {
	p          patternMaker
	lists      *intervals
	like       taste
	single     []token // the pattern of one moment
	dateOnly   []token // for two times of one day
	timeOnly   []token
	glue       string
	intervals  [levelCount]interval
	laterFirst bool // whether the locale writes the end before the start
}

// An interval is the pattern for two moments. If it has no first half, the second is a pattern for each of the two.
type interval struct {
	first, second []token
	laterFirst    bool
}

// newRanger makes the patterns for ranges of what a pattern prints. letters is the skeleton that was asked for, if there is one.
func newRanger(p patternMaker, pattern []token, letters string) *ranger {
	r := &ranger{p: p, lists: newIntervals(p.table), glue: p.table.Get("glue.medium"), like: taste{p.decimal, p.symbols.hour, 0}}
	if cycle := hourCycleOf(pattern); cycle != "" {
		r.like.hour = hourLetter(cycle)
	}
	if letters == "" {
		s := skeletonOf(pattern)
		letters = patternText(s.tokens())
	}
	wanted := p.wantedHour()
	if wanted == 0 {
		wanted = r.like.hour
	}
	letters = strings.ReplaceAll(letters, "j", string(wanted))
	r.laterFirst = strings.Index(r.lists.fallback, "{1}") < strings.Index(r.lists.fallback, "{0}")
	r.single = r.best(letters)
	r.prepare(letters)
	return r
}

func (r *ranger) best(letters string) []token {
	return r.p.patterns.best(parsePattern(letters), r.like)
}

// prepare fills in the intervals for a skeleton.
func (r *ranger) prepare(letters string) {
	date, plainDate, time, plainTime := r.parts(letters)
	found := r.separate(plainDate, plainTime)
	switch {
	case time == "":
	case date == "":
		whole := r.best("yMd" + time)
		for _, l := range []level{levelDay, levelMonth, levelYear} {
			r.intervals[l] = interval{second: whole, laterFirst: r.laterFirst}
		}
		r.intervals[levelEra] = interval{second: r.best("GyMd" + time), laterFirst: r.laterFirst}
	case found:
		for _, missing := range []struct {
			level  level
			letter string
		}{{levelDay, "d"}, {levelMonth, "M"}, {levelYear, "y"}, {levelEra, "G"}} {
			if !strings.Contains(date, missing.letter) {
				letters = missing.letter + letters
				r.intervals[missing.level] = interval{second: r.best(letters), laterFirst: r.laterFirst}
			}
		}
		pattern := r.best(date)
		for _, l := range []level{levelHalf, levelHour, levelMinute} {
			if have := r.intervals[l]; have.first != nil {
				halves := append(append([]token(nil), have.first...), have.second...)
				r.set(l, fill(r.glue, halves, pattern), have.laterFirst)
			}
		}
	}
}

// parts splits a skeleton into those of the date and of the time, as asked for and with the widths that CLDR lists.
func (r *ranger) parts(letters string) (date, plainDate, time, plainTime string) {
	letters = r.withHalf(letters)
	var count widths
	hour := ""
	for i := range len(letters) {
		letter := letters[i : i+1]
		count[letters[i]]++
		switch letter {
		case "E", "d", "M", "y":
			date += letter
		case "G", "L", "c", "e", "Y":
			date += letter
			plainDate += letter
		case "h", "H", "k", "K":
			time += letter
			if hour == "" {
				hour = letter
			}
		case "m", "z", "v":
			time += letter
		case "a", "b", "B", "s", "S":
			time += letter
			plainTime += letter
		}
	}
	plain := func(letter string, most int) string {
		n := count[letter[0]]
		if n > 0 && n < 3 || letter == "E" && n == 3 {
			n = 1
		}
		return strings.Repeat(letter, min(n, most))
	}
	plainDate += strings.Repeat("y", count['y']) + plain("M", 5) + plain("E", 5) + strings.Repeat("d", min(count['d'], 1))
	plainTime += hour
	for _, letter := range []string{"m", "z", "v"} {
		plainTime += strings.Repeat(letter, min(count[letter[0]], 1))
	}
	return date, plainDate, time, plainTime
}

// withHalf is a skeleton with the hours and the day period that the locale writes for its hours.
func (r *ranger) withHalf(letters string) string {
	start := strings.IndexAny(letters, "hHkK")
	if start < 0 {
		return letters
	}
	hours := strings.Count(letters, letters[start:start+1])
	rest := letters[:start] + letters[start+hours:]
	half, count := "", 0
	if i := strings.IndexAny(rest, "abB"); i >= 0 {
		half = rest[i : i+1]
		count = strings.Count(rest, half)
		rest = strings.ReplaceAll(rest, half, "")
		if i < start {
			start -= count
		}
	}
	hour := "H"
	for _, t := range r.best(letters[strings.IndexAny(letters, "hHkK"):][:1]) {
		switch t.letter {
		case 'h', 'H', 'k', 'K':
			hour = string(t.letter)
		case 'b', 'B':
			half = string(t.letter)
		}
	}
	if half == "" {
		half = "a"
	}
	switch {
	case hour == "H" || hour == "k":
		half = ""
	case count >= 5 || hours >= 5:
		half = strings.Repeat(half, 5)
	case count >= 3 || hours >= 3:
		half = strings.Repeat(half, 3)
	}
	return rest[:start] + hour + half + rest[start:]
}

// separate looks up the intervals of a skeleton that is all date, or of the time of one that has both. It returns false if none is
// listed for its fields.
func (r *ranger) separate(date, time string) bool {
	skeleton := date
	if time != "" {
		skeleton = time
	}
	best, fit := r.lists.nearest(skeleton)
	if best == "" {
		return false
	}
	if date != "" {
		r.dateOnly = r.best(date)
	}
	if time != "" {
		r.timeOnly = r.best(time)
	}
	if fit == fitsNot {
		return false
	}
	if time != "" {
		for _, l := range []level{levelMinute, levelHour, levelHalf} {
			r.fromList(l, skeleton, best, fit, nil)
		}
		return true
	}
	var extended [2]string
	r.fromList(levelDay, skeleton, best, fit, &extended)
	if r.fromList(levelMonth, skeleton, best, fit, &extended) {
		skeleton, best = extended[0], extended[1]
	}
	r.fromList(levelYear, skeleton, best, fit, &extended)
	r.fromList(levelEra, skeleton, best, fit, &extended)
	return true
}

// fromList sets the interval of one level from what is listed for skeleton best. If it has nothing for a level, the skeleton with the
// level's field is tried; extended returns what was tried, and the result whether it was found so.
func (r *ranger) fromList(l level, skeleton, best string, fit int, extended *[2]string) bool {
	pattern := r.lists.pattern(best, l)
	if pattern == "" {
		if ignores(parsePattern(best), l) {
			return false
		}
		if l == levelHalf {
			if pattern = r.lists.pattern(best, levelHour); pattern != "" {
				r.set(l, widen(pattern, skeleton, best, fit), r.laterFirst)
			}
			return false
		}
		if extended != nil {
			letter := [levelCount]string{"G", "y", "M", "d"}[l]
			*extended = [2]string{letter + skeleton, letter + best}
			pattern = r.lists.pattern(extended[1], l)
			if pattern == "" && fit == fitsExactly {
				var name string
				if name, fit = r.lists.nearest(extended[1]); name != "" && fit != fitsNot {
					pattern = r.lists.pattern(name, l)
					best = name
				}
			}
		}
	}
	if pattern == "" {
		return false
	}
	later := r.laterFirst
	if rest, ok := strings.CutPrefix(pattern, "latestFirst:"); ok {
		pattern, later = rest, true
	} else if rest, ok := strings.CutPrefix(pattern, "earliestFirst:"); ok {
		pattern, later = rest, false
	}
	r.set(l, widen(pattern, skeleton, best, fit), later)
	return extended != nil && extended[0] != ""
}

func (r *ranger) set(l level, tokens []token, laterFirst bool) {
	first, second := split(tokens)
	r.intervals[l] = interval{first, second, laterFirst}
}
