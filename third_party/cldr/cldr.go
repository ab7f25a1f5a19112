// Package cldr holds the parts of Unicode CLDR 43.1 that formatting needs, as tables of text: one for each locale, made by the
// script build from the CLDR packages. Nothing is read before it is asked for; a language is read once for a process.
//
//	table, ok := cldr.Numbers("de-AT")
//	table.Get("latn.decimal") // ","
package cldr

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"strings"
	"sync"
)

//go:embed data
var files embed.FS

// Locales is the list of known locales, sorted by name. Data names the CLDR locale whose data a locale uses: zh-Hant for zh-TW.
// Others are the languages that ICU 73 has and this package has not.
type Locales struct {
	Data   map[string]string
	Others map[string]bool
}

// KnownLocales returns which locales there are.
var KnownLocales = sync.OnceValue(func() Locales {
	out := Locales{Data: map[string]string{}, Others: map[string]bool{}}
	for line := range strings.Lines(text("locales.txt")) {
		line = strings.TrimSuffix(line, "\n")
		if other, ok := strings.CutPrefix(line, "?"); ok {
			out.Others[other] = true
			continue
		}
		name, data, _ := strings.Cut(line, "\t")
		out.Data[name] = data
	}
	return out
})

// text is the content of a data file. The files are part of the program, so one that is missing or damaged is our mistake.
func text(name string) string {
	packed, err := files.ReadFile("data/" + name + ".gz")
	if err != nil {
		panic(fmt.Sprintf("cldr: %v", err))
	}
	unpack, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(fmt.Sprintf("cldr: unpack %s: %v", name, err))
	}
	var out strings.Builder
	if _, err := io.Copy(&out, unpack); err != nil {
		panic(fmt.Sprintf("cldr: unpack %s: %v", name, err))
	}
	return out.String()
}

// languages lists the languages that a folder of data files has.
func languages(folder string) []string {
	entries, err := files.ReadDir("data/" + folder)
	if err != nil {
		panic(fmt.Sprintf("cldr: %v", err))
	}
	var out []string
	for _, entry := range entries {
		language, _, _ := strings.Cut(entry.Name(), ".")
		out = append(out, language)
	}
	return out
}
