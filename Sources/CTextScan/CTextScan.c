// The header has it all; here it is compiled by itself.
#include "CTextScan.h"
