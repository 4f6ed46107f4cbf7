def prepare(options, stack, folder): pass
