package cli

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"voxemu/scenarios/testkit"
)

// choiceFlags say which of the tests are run.
type choiceFlags struct {
	grep, grepInvert        string
	tags                    []string
	onlyFailed, onlyChanged bool
	shard                   string
}

func (f *choiceFlags) add(fs *pflag.FlagSet) {
	fs.StringVar(&f.grep, "grep", "", "run tests whose file and titles fit the `expression`")
	fs.StringVar(&f.grepInvert, "grep-invert", "", "leave out tests that fit the `expression`")
	fs.StringSliceVar(&f.tags, "tag", nil, "run tests with the `tag`")
	fs.BoolVar(&f.onlyFailed, "only-failed", false, "run tests that failed the last time")
	fs.BoolVar(&f.onlyChanged, "only-changed", false, "run the test files that use a file which differs from the last commit of git")
	fs.StringVar(&f.shard, "shard", "", "run one `part` of the tests, such as 2/3: all parts together are all tests, each once")
}

// apply puts what was chosen into the options of a run.
func (f *choiceFlags) apply(o *testkit.Options) error {
	for _, tag := range f.tags {
		if tag = strings.TrimPrefix(tag, "@"); tag == "" {
			return usage("--tag needs a name", "write --tag smoke for tests with @smoke in their titles, or { tag: '@smoke' }")
		}
		o.Tags = append(o.Tags, "@"+tag)
	}
	var err error
	if o.Grep, err = expression("grep", f.grep); err != nil {
		return err
	}
	if o.GrepInvert, err = expression("grep-invert", f.grepInvert); err != nil {
		return err
	}
	o.Shard, err = shard(f.shard)
	return err
}

// expression compiles an expression of a flag.
func expression(flag, text string) (*regexp.Regexp, error) {
	if text == "" {
		return nil, nil
	}
	e, err := regexp.Compile(text)
	if err != nil {
		return nil, usage("--"+flag+" is no regular expression: "+err.Error(), "quote what has a meaning there, such as \\(")
	}
	return e, nil
}

// mostShards is how many parts a run can have.
const mostShards = 10000

// shard reads the value of --shard.
func shard(text string) (testkit.Shard, error) {
	if text == "" {
		return testkit.Shard{}, nil
	}
	index, of, ok := strings.Cut(text, "/")
	i, err := strconv.Atoi(index)
	n, err2 := strconv.Atoi(of)
	switch {
	case !ok || err != nil || err2 != nil || n < 1 || n > mostShards:
		return testkit.Shard{}, usage(fmt.Sprintf("--shard is a part and the number of parts, not %q", text), "write --shard 1/3 for the first of three")
	case i < 1 || i > n:
		return testkit.Shard{}, usage(fmt.Sprintf("--shard %s: the parts are 1/%d to %d/%d", text, n, n, n), "")
	}
	return testkit.Shard{Index: i, Of: n}, nil
}

// none says what no test fits.
func (f *choiceFlags) none(err error) error {
	if !errors.Is(err, testkit.ErrNone) {
		return err
	}
	var asked []string
	if f.grep != "" {
		asked = append(asked, fmt.Sprintf("--grep %q", f.grep))
	}
	if f.grepInvert != "" {
		asked = append(asked, fmt.Sprintf("--grep-invert %q", f.grepInvert))
	}
	for _, tag := range f.tags {
		asked = append(asked, "--tag "+tag)
	}
	if len(asked) == 0 {
		return usage("there is no test at this line", "name the line of a test, or one below it")
	}
	return usage("no test fits "+strings.Join(asked, " and "), "see which there are with voxemu test --list")
}
