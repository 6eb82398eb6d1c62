// Stands in for gloo's header, which PyTorch's wheels lack: c10d's headers include it and take nothing from it.
#pragma once
