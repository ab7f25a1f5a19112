package date

import "sync"

// A field is what a letter of a pattern stands for. The order is that of ICU, whose matching of patterns goes by it.
type field uint8

const (
	fieldEra field = iota
	fieldYear
	fieldQuarter
	fieldMonth
	fieldWeek
	fieldWeekOfMonth
	fieldWeekday
	fieldDayOfYear
	fieldWeekdayInMonth
	fieldDay
	fieldDayPeriod
	fieldHour
	fieldMinute
	fieldSecond
	fieldFraction
	fieldZone
	fieldCount
)

const (
	dateFields = 1<<fieldDayPeriod - 1
	timeFields = 1<<fieldCount - 1 - dateFields
)

// How a field is written: the distance between two skeletons is made of the differences of these numbers. Names are below zero,
// and get further apart by steps for letters that differ little.
const (
	numeric int16 = 0x100
	narrow  int16 = -0x101
	shorter int16 = -0x102
	short   int16 = -0x103
	long    int16 = -0x104
	step    int16 = 0x10
)

// A form is one way to write a letter: from minWidth letters on, unless a later form of the letter begins there.
type form struct {
	letter   byte
	minWidth uint8
	field    field
	kind     int16
}

// formTable is the ways to write each letter, as the pattern generator of ICU has them.
var formTable = [...]form{
	{'G', 1, fieldEra, short}, {'G', 4, fieldEra, long}, {'G', 5, fieldEra, narrow},
	{'y', 1, fieldYear, numeric}, {'Y', 1, fieldYear, numeric + step},
	{'Q', 1, fieldQuarter, numeric}, {'Q', 3, fieldQuarter, short}, {'Q', 4, fieldQuarter, long}, {'Q', 5, fieldQuarter, narrow},
	{'M', 1, fieldMonth, numeric}, {'M', 3, fieldMonth, short}, {'M', 4, fieldMonth, long}, {'M', 5, fieldMonth, narrow},
	{'L', 1, fieldMonth, numeric + step}, {'L', 3, fieldMonth, short - step}, {'L', 4, fieldMonth, long - step},
	{'L', 5, fieldMonth, narrow - step},
	{'w', 1, fieldWeek, numeric}, {'W', 1, fieldWeekOfMonth, numeric},
	{'E', 1, fieldWeekday, short}, {'E', 4, fieldWeekday, long}, {'E', 5, fieldWeekday, narrow}, {'E', 6, fieldWeekday, shorter},
	{'c', 1, fieldWeekday, numeric + 2*step}, {'c', 3, fieldWeekday, short - 2*step}, {'c', 4, fieldWeekday, long - 2*step},
	{'c', 5, fieldWeekday, narrow - 2*step}, {'c', 6, fieldWeekday, shorter - 2*step},
	{'e', 1, fieldWeekday, numeric + step}, {'e', 3, fieldWeekday, short - step}, {'e', 4, fieldWeekday, long - step},
	{'e', 5, fieldWeekday, narrow - step}, {'e', 6, fieldWeekday, shorter - step},
	{'d', 1, fieldDay, numeric}, {'D', 1, fieldDayOfYear, numeric}, {'F', 1, fieldWeekdayInMonth, numeric},
	{'a', 1, fieldDayPeriod, short}, {'a', 4, fieldDayPeriod, long}, {'a', 5, fieldDayPeriod, narrow},
	{'b', 1, fieldDayPeriod, short - step}, {'b', 4, fieldDayPeriod, long - step}, {'b', 5, fieldDayPeriod, narrow - step},
	{'B', 1, fieldDayPeriod, short - 3*step}, {'B', 4, fieldDayPeriod, long - 3*step}, {'B', 5, fieldDayPeriod, narrow - 3*step},
	{'H', 1, fieldHour, numeric + 10*step}, {'k', 1, fieldHour, numeric + 11*step},
	{'h', 1, fieldHour, numeric}, {'K', 1, fieldHour, numeric + step},
	{'m', 1, fieldMinute, numeric}, {'s', 1, fieldSecond, numeric}, {'S', 1, fieldFraction, numeric},
	{'v', 1, fieldZone, short - 2*step}, {'v', 4, fieldZone, long - 2*step},
	{'z', 1, fieldZone, short}, {'z', 4, fieldZone, long},
	{'Z', 1, fieldZone, narrow - step}, {'Z', 4, fieldZone, long - step}, {'Z', 5, fieldZone, short - step},
	{'O', 1, fieldZone, short - step}, {'O', 4, fieldZone, long - step},
}

// formsOf is where the rows of each letter are in formTable.
var formsOf = sync.OnceValue(func() *[128][]form {
	var out [128][]form
	for i, f := range formTable {
		if rows := out[f.letter]; rows == nil {
			out[f.letter] = formTable[i : i+1]
		} else {
			out[f.letter] = formTable[i-len(rows) : i+1]
		}
	}
	return &out
})

// formOf is how a letter repeated width times is written, and whether the letter is known.
func formOf(letter byte, width int) (form, bool) {
	rows := formsOf()[letter&127]
	if len(rows) == 0 {
		return form{}, false
	}
	best := rows[0]
	for _, f := range rows[1:] {
		if int(f.minWidth) <= width {
			best = f
		}
	}
	return best, true
}
