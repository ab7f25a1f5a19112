// Command build makes the data of package phonenumbers from the metadata and the geocoding tables inside the module
// github.com/nyaruka/phonenumbers, whose version go.mod fixes:
//
//	go run ./third_party/phonenumbers/build third_party/phonenumbers/data
//
// Only files whose text changed are written, so that another compressor does not touch the rest.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "use: build FOLDER")
		os.Exit(2)
	}
	if err := build(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

// build writes all data files into a folder.
func build(folder string) error {
	files, err := texts()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(folder, "places"), 0o777); err != nil {
		return err
	}
	for name, text := range files {
		path := filepath.Join(folder, name+".gz")
		if have, err := unpack(path); err == nil && have == text {
			continue
		}
		if err := os.WriteFile(path, pack(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// texts makes the content of each data file, by its name without .gz.
func texts() (map[string]string, error) {
	rules, err := rules()
	if err != nil {
		return nil, err
	}
	files, err := places()
	if err != nil {
		return nil, err
	}
	files["rules.txt"] = rules
	return files, nil
}

// rules makes the lines of calling codes, regions and their names.
func rules() (string, error) {
	all, err := phonenumbers.MetadataCollection()
	if err != nil {
		return "", err
	}
	var lines []string
	for code := range phonenumbers.GetSupportedCallingCodes() {
		regions := strings.Join(phonenumbers.GetRegionCodesForCountryCode(code), " ")
		lines = append(lines, fmt.Sprintf("code\t%d\t%s", code, regions))
	}
	for _, m := range all.GetMetadata() {
		lines = append(lines, regionLine(m))
		if name := regionName(m.GetId()); name != "" {
			lines = append(lines, "name\t"+m.GetId()+"\t"+name)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n", nil
}

func regionLine(m *phonenumbers.PhoneMetadata) string {
	id := m.GetId()
	if id == "001" {
		id += "/" + strconv.Itoa(int(m.GetCountryCode()))
	}
	fields := []string{
		"region", id, strconv.Itoa(int(m.GetCountryCode())), m.GetInternationalPrefix(), m.GetNationalPrefixForParsing(),
		m.GetNationalPrefixTransformRule(), m.GetLeadingDigits(), strconv.FormatBool(m.GetSameMobileAndFixedLinePattern()),
	}
	for _, d := range []*phonenumbers.PhoneNumberDesc{
		m.GetGeneralDesc(), m.GetFixedLine(), m.GetMobile(), m.GetTollFree(), m.GetPremiumRate(), m.GetSharedCost(),
		m.GetPersonalNumber(), m.GetVoip(), m.GetPager(), m.GetUan(), m.GetVoicemail(),
	} {
		fields = append(fields, d.GetNationalNumberPattern(), numbers(d.GetPossibleLength()), numbers(d.GetPossibleLengthLocalOnly()))
	}
	return strings.Join(fields, "\t")
}

func numbers(list []int32) string {
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = strconv.Itoa(int(n))
	}
	return strings.Join(texts, ",")
}

// renamed are the English names that changed up to CLDR 43, which the names of golang.org/x/text do not have.
var renamed = map[string]string{"MO": "Macao SAR China", "MK": "North Macedonia", "SZ": "Eswatini", "TR": "Türkiye"}

func regionName(id string) string {
	if name, ok := renamed[id]; ok {
		return name
	}
	region, err := language.ParseRegion(id)
	if err != nil || id == "001" {
		return ""
	}
	return display.English.Regions().Name(region)
}

// places makes a file for each calling code: the digits behind it, and the place in English.
func places() (map[string]string, error) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/nyaruka/phonenumbers").Output()
	if err != nil {
		return nil, fmt.Errorf("find the module of the tables: %w", err)
	}
	raw, err := unpack(filepath.Join(strings.TrimSpace(string(dir)), "data", "prefix_to_geocodings", "en.txt.gz"))
	if err != nil {
		return nil, err
	}
	lines := map[string][]string{}
	codes := phonenumbers.GetSupportedCallingCodes()
	err = eachPlace(raw, func(prefix, name string) {
		code, rest := split(prefix, codes)
		lines[code] = append(lines[code], rest+"\t"+name+"\n")
	})
	files := map[string]string{}
	for code, list := range lines {
		slices.Sort(list) // package phonenumbers searches them
		files["places/"+code+".txt"] = strings.Join(list, "")
	}
	return files, err
}

// split takes the calling code off a number.
func split(number string, codes map[int]bool) (code, rest string) {
	for i := 1; i <= 3 && i <= len(number); i++ {
		if n, _ := strconv.Atoi(number[:i]); codes[n] {
			return number[:i], number[i:]
		}
	}
	return "0", number
}

// eachPlace reads a table of the module: a list of names, then pairs of the difference from the prefix before and the
// index of a name, in rising order of the prefixes.
func eachPlace(raw string, f func(prefix, name string)) error {
	r := strings.NewReader(raw)
	var size, count uint32
	if err := binary.Read(r, binary.LittleEndian, &size); err != nil {
		return err
	}
	text := make([]byte, size)
	if _, err := io.ReadFull(r, text); err != nil {
		return err
	}
	names := strings.Split(string(text), "\n")
	if err := binary.Read(r, binary.LittleEndian, &count); err != nil {
		return err
	}
	prefix := uint64(0)
	for range count {
		step, err := binary.ReadUvarint(r)
		if err != nil {
			return err
		}
		var name uint16
		if err := binary.Read(r, binary.LittleEndian, &name); err != nil {
			return err
		}
		prefix += step
		f(strconv.FormatUint(prefix, 10), names[name])
	}
	return nil
}

func pack(text string) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is valid
	_, _ = w.Write([]byte(text))                            // into memory: it can't fail
	_ = w.Close()
	return out.Bytes()
}

func unpack(path string) (string, error) {
	packed, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(r)
	return string(text), err
}
