package date

// A skeleton is which fields a pattern has, and how each is written. It is a value that can be compared.
type skeleton struct {
	letter [fieldCount]byte
	width  [fieldCount]uint8
	form   [fieldCount]form
	kind   [fieldCount]int16
}

// put sets one field.
func (s *skeleton) put(letter byte, width int) {
	f, ok := formOf(letter, width)
	if !ok {
		return
	}
	s.letter[f.field], s.width[f.field], s.form[f.field] = letter, uint8(width), f
	s.kind[f.field] = f.kind
	if f.kind > 0 {
		s.kind[f.field] += int16(width)
	}
}

func (s *skeleton) clear(f field) {
	s.letter[f], s.width[f], s.form[f], s.kind[f] = 0, 0, form{}, 0
}

// skeletonOf is the skeleton of the fields of a pattern. Twelve hours have a day period, others have none; a fraction has seconds
// if there are minutes.
func skeletonOf(tokens []token) skeleton {
	var s skeleton
	for _, t := range tokens {
		if t.letter != 0 {
			s.put(t.letter, t.width)
		}
	}
	if s.letter[fieldMinute] != 0 && s.letter[fieldFraction] != 0 && s.letter[fieldSecond] == 0 {
		s.put('s', 1)
	}
	switch s.letter[fieldHour] {
	case 0:
	case 'h', 'K':
		if s.letter[fieldDayPeriod] == 0 {
			s.put('a', 1)
		}
	default:
		s.clear(fieldDayPeriod)
	}
	return s
}

// tokens are the fields of a skeleton in the order of fields.
func (s *skeleton) tokens() []token {
	var out []token
	for f, letter := range s.letter {
		if letter != 0 {
			out = append(out, token{letter: letter, width: int(s.width[f])})
		}
	}
	return out
}

// mask is the set of its fields.
func (s *skeleton) mask() int {
	mask := 0
	for f, kind := range s.kind {
		if kind != 0 {
			mask |= 1 << f
		}
	}
	return mask
}

// first is the letter of the first field.
func (s *skeleton) first() byte {
	for _, letter := range s.letter {
		if letter != 0 {
			return letter
		}
	}
	return 0
}

// sameBase tells whether two skeletons differ in widths only that are written in the same form.
func (s *skeleton) sameBase(o *skeleton) bool { return s.form == o.form }

const (
	extraField   = 0x10000
	missingField = 0x1000
)

// distance is how badly a pattern of skeleton o serves for s, of which only the fields in include count; and which fields o lacks
// or has beyond s.
func (s *skeleton) distance(o *skeleton, include int) (distance, missing, extra int) {
	for f := range s.kind {
		want, have := s.kind[f], o.kind[f]
		if include&(1<<f) == 0 {
			want = 0
		}
		switch {
		case want == have:
		case want == 0:
			distance += extraField
			extra |= 1 << f
		case have == 0:
			distance += missingField
			missing |= 1 << f
		case want > have:
			distance += int(want) - int(have)
		default:
			distance += int(have) - int(want)
		}
	}
	return distance, missing, extra
}
