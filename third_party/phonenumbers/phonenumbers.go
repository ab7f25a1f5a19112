// Package phonenumbers holds the numbering plans of the world and the English names of places, as libphonenumber publishes
// them. The command build makes the data. Nothing is read before it is asked for, and each part once for a process.
//
//	plan, ok := phonenumbers.Region("GB")
//	name := phonenumbers.Place("44", "2070313000") // "London"
package phonenumbers

import (
	"bytes"
	"compress/gzip"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"sync"
)

//go:embed data
var files embed.FS

// World is the id of plans that belong to no region, such as that of +800.
const World = "001"

// Plan is the numbering plan of a region. Patterns are regular expressions in the syntax of Go.
type Plan struct {
	Region string // "GB", or [World]
	Code   string // calling code: "44"
	// International is the prefix of international calls, a pattern.
	International string
	// National is the national prefix as it may stand before a number, a pattern; Transform replaces it, if its last group
	// matched and Transform is not "".
	National, Transform string
	// Leading is what numbers of the region begin with where several share a calling code, a pattern; "" when not used.
	Leading string
	// SameMobile says that fixed and mobile lines cannot be told apart.
	SameMobile bool
	// General fits all numbers of the region; the rest are the kinds of numbers, by [Kind].
	General Description
	Kinds   [kinds]Description
}

// Description tells the numbers of one kind.
type Description struct {
	Pattern string // of the whole national number; "" or "NA" fits none
	// Lengths are the numbers of digits that are possible, rising; -1 stands for none, and an empty list for those of the
	// general description. Local are those without the area code.
	Lengths, Local []int
}

// Kind is a kind of numbers.
type Kind int

// The kinds of numbers, in the order of the data.
const (
	FixedLine Kind = iota
	Mobile
	TollFree
	PremiumRate
	SharedCost
	PersonalNumber
	VoIP
	Pager
	UAN
	Voicemail
	kinds
)

// rules are the content of rules.txt.
type rules struct {
	codes map[string][]string             // calling code to regions, the main one first
	plans map[string]func() (*Plan, bool) // by region, or World and the calling code
	names map[string]string
}

var loaded = sync.OnceValue(func() rules {
	r := rules{codes: map[string][]string{}, plans: map[string]func() (*Plan, bool){}, names: map[string]string{}}
	all, _ := text("rules.txt")
	for line := range strings.Lines(all) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch fields[0] {
		case "code":
			r.codes[fields[1]] = strings.Fields(fields[2])
		case "name":
			r.names[fields[1]] = fields[2]
		default:
			r.plans[fields[1]] = sync.OnceValues(func() (*Plan, bool) { return parse(fields), true })
		}
	}
	return r
})

func parse(fields []string) *Plan {
	region, _, _ := strings.Cut(fields[1], "/")
	p := &Plan{
		Region: region, Code: fields[2], International: fields[3], National: fields[4], Transform: fields[5],
		Leading: fields[6], SameMobile: fields[7] == "true",
	}
	p.General = description(fields[8:])
	for i := range p.Kinds {
		p.Kinds[i] = description(fields[8+3*(i+1):])
	}
	return p
}

func description(fields []string) Description {
	return Description{Pattern: fields[0], Lengths: numbers(fields[1]), Local: numbers(fields[2])}
}

func numbers(list string) []int {
	var out []int
	for item := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ',' }) {
		n, err := strconv.Atoi(item)
		if err != nil {
			panic("phonenumbers: " + err.Error()) // the files are part of the program
		}
		out = append(out, n)
	}
	return out
}

// Region returns the plan of a region, such as "GB". It is shared and must not be changed.
func Region(id string) (*Plan, bool) {
	if plan, ok := loaded().plans[id]; ok {
		return plan()
	}
	return nil, false
}

// Regions returns the regions of a calling code, the main one first; none when there is no such code. The list is shared and must
// not be changed.
func Regions(code string) []string { return loaded().codes[code] }

// Main returns the plan of the main region of a calling code.
func Main(code string) (*Plan, bool) {
	regions := Regions(code)
	switch {
	case len(regions) == 0:
		return nil, false
	case regions[0] == World:
		return Region(World + "/" + code)
	}
	return Region(regions[0])
}

// Name returns the English name of a region, or "".
func Name(region string) string { return loaded().names[region] }

// tables are the places of calling codes, each read once.
var tables sync.Map

// Place returns the English name of the place that a number belongs to by the digits it begins with, or "".
func Place(code, national string) string {
	load, ok := tables.Load(code)
	if !ok {
		load, _ = tables.LoadOrStore(code, sync.OnceValue(func() string {
			all, _ := text("places/" + code + ".txt")
			return all
		}))
	}
	table := load.(func() string)()
	for n := len(national); n >= 0; n-- {
		if name, ok := find(table, national[:n]); ok {
			return name
		}
	}
	return ""
}

// find looks for a line of a key, a tab and a value among sorted ones.
func find(lines, key string) (value string, ok bool) {
	for from, to := 0, len(lines); from < to; {
		middle := (from + to) / 2
		start := from + strings.LastIndexByte(lines[from:middle], '\n') + 1
		line, _, _ := strings.Cut(lines[start:to], "\n")
		have, value, _ := strings.Cut(line, "\t")
		switch {
		case have == key:
			return value, true
		case have < key:
			from = start + len(line) + 1
		default:
			to = start
		}
	}
	return "", false
}

// text is the content of a data file, if there is one. The files are part of the program, so a damaged one is our mistake.
func text(name string) (string, bool) {
	packed, err := files.ReadFile("data/" + name + ".gz")
	if errors.Is(err, fs.ErrNotExist) {
		return "", false
	}
	unpack, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(fmt.Sprintf("phonenumbers: unpack %s: %v", name, err))
	}
	content, err := io.ReadAll(unpack)
	if err != nil {
		panic(fmt.Sprintf("phonenumbers: unpack %s: %v", name, err))
	}
	return string(content), true
}
