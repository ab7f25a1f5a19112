//go:build !unix

package rounds

import (
	"os"
	"time"
)

func peak(*os.ProcessState) (float64, bool) { return 0, false }

func ownTime() time.Duration { return 0 }
