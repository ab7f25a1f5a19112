package calllist

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Row is one row of a list.
type Row struct {
	// ID is the __task_uuid column; without it the number of the row.
	ID string
	// Data is the row as a JSON object: the columns in their order, all values texts.
	Data string
	// Priority is from 0, the highest, to 100.
	Priority int
	// At is when the first attempt may begin; zero for at once.
	At     time.Time
	Window Window
}

// standardPriority is that of rows without one.
const standardPriority = 50

// Read reads a list: UTF-8 with ";" between the columns, whose names are in the first line. The columns __start_execution_time,
// __end_execution_time, __start_at, __task_uuid, task_priority and next_attempt_time have a meaning of their own.
func Read(r io.Reader) ([]Row, error) {
	in := csv.NewReader(r)
	in.Comma = ';'
	names, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("read the call list: it is empty: the first line names the columns")
	}
	if err != nil {
		return nil, fmt.Errorf("read the call list: %w", err)
	}
	names[0] = strings.TrimPrefix(names[0], "\ufeff")
	seen := map[string]bool{}
	for _, name := range names {
		switch {
		case name == "" || !utf8.ValidString(name):
			return nil, errors.New("read the call list: line 1: each column needs a name in UTF-8")
		case seen[name]:
			return nil, fmt.Errorf("read the call list: line 1: there are two columns %q", name)
		case name == "call_schedule":
			return nil, errors.New("read the call list: not emulated yet: the column call_schedule")
		}
		seen[name] = true
	}
	var rows []Row
	for {
		values, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read the call list: %w", err)
		}
		line, _ := in.FieldPos(0)
		row, err := newRow(len(rows)+1, names, values)
		if err != nil {
			return nil, fmt.Errorf("read the call list: line %d: %w", line, err)
		}
		rows = append(rows, row)
	}
}

func newRow(number int, names, values []string) (Row, error) {
	row := Row{ID: strconv.Itoa(number), Data: object(names, values), Priority: standardPriority}
	var start, end string
	var err error
	for i, name := range names {
		value := values[i]
		if !utf8.ValidString(value) {
			return row, fmt.Errorf("the column %s is not UTF-8", name)
		}
		if value == "" {
			continue
		}
		switch name {
		case "__task_uuid":
			row.ID = value
		case "__start_execution_time":
			start = value
		case "__end_execution_time":
			end = value
		case "__start_at":
			row.At, err = seconds(value)
		case "next_attempt_time":
			row.At, err = ParseTime(value)
		case "task_priority":
			row.Priority, err = strconv.Atoi(value)
			if err != nil || row.Priority < 0 {
				err = fmt.Errorf("%q is no priority: write a number from 0", value)
			}
		}
		if err != nil {
			return row, fmt.Errorf("the column %s: %w", name, err)
		}
	}
	row.Window, err = ParseWindow(start, end)
	return row, err
}

// object makes a JSON object of texts.
func object(names, values []string) string {
	var b strings.Builder
	text := func(s string) {
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		_ = e.Encode(s) // a text into memory
	}
	for i, name := range names {
		b.WriteByte("{,"[min(i, 1)])
		text(name)
		b.WriteByte(':')
		text(values[i])
	}
	b.WriteByte('}')
	return strings.ReplaceAll(b.String(), "\n", "") // those behind each text: others are escaped
}

// latest bounds moments: the end of the year 9999.
var latest = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)

func seconds(text string) (time.Time, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || n >= latest.Unix() {
		return time.Time{}, fmt.Errorf("%q is no Unix time in seconds", text)
	}
	return time.Unix(n, 0).UTC(), nil
}

// ParseTime reads a moment in the form of ISO 8601 with a time zone: "2026-01-31T09:00:00Z", "2026-01-31 09:00:00+02:00".
func ParseTime(text string) (time.Time, error) {
	for _, form := range []string{time.RFC3339, "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z0700"} {
		if t, err := time.Parse(form, text); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time with a zone: write 2026-01-31T09:00:00Z", text)
}
